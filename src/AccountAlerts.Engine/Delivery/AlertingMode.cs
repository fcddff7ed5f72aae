namespace AccountAlerts.Engine.Delivery;

/// <summary>Whether the accounts are invented: the demo announces what holds from the first evaluation on, and every card says what it is.</summary>
public sealed record AlertingMode(bool Demo);

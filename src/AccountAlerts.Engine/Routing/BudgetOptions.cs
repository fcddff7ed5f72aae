using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Engine.Routing;

/// <summary>Settings under <c>Budget</c>: how often a teammate may be interrupted. Days are the teammate's own; channels have no budget.</summary>
public sealed class BudgetOptions
{
    /// <summary>Whether there is a budget at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Cards a day, critical ones left out. Default 2.</summary>
    [Range(0, 1000)]
    public int PerDay { get; set; } = 2;

    /// <summary>Cards in seven days, critical ones left out. Default 6.</summary>
    [Range(0, 10_000)]
    public int PerWeek { get; set; } = 6;

    /// <summary>Critical cards a day; further ones come in one message. Default 3.</summary>
    [Range(0, 1000)]
    public int CriticalPerDay { get; set; } = 3;
}

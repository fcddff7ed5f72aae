namespace AccountAlerts.Sources.Demo;

/// <summary>The outline of an invented company, before its people and its story.</summary>
/// <param name="Headcount">People who use the product, machines left out.</param>
/// <param name="Years">Whole terms before the one that runs.</param>
/// <param name="RenewsIn">Days from day 0 to the end of that term, 1 to 365.</param>
/// <param name="Story">What makes the company worth looking at; null for a quiet one.</param>
internal sealed record CompanyPlan(
    string Name, string Segment, int Seats, int Headcount, int Departments, int Arr, string Currency, string Country, string? Owner, int Years,
    int RenewsIn, Action<Company, DemoCalendar>? Story = null)
{
    /// <summary>The day of signing, in the demo's own count.</summary>
    public int Born => RenewsIn - (365 * (Years + 1));
}

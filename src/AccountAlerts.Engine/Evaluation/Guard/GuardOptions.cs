using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Fleet;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Settings under <c>Guard</c>: when many customers drop at once, the data is checked before anybody calls them.</summary>
public sealed class GuardOptions
{
    /// <summary>False: nothing is ever held for being much at once. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Fewer customers than this are never held. Default 10.</summary>
    [Range(2, 100_000)]
    public int MinAccounts { get; set; } = GuardLimits.Default.MinAccounts;

    /// <summary>Of the customers for whom it can be told, 0.01 to 1. Default 0.2.</summary>
    [Range(0.01, 1)]
    public double Share { get; set; } = GuardLimits.Default.Share;

    /// <summary>Times the usual day. Default 5.</summary>
    [Range(1, 1000)]
    public double TimesUsual { get; set; } = GuardLimits.Default.TimesUsual;

    /// <summary>By so many of 100 points the typical value of a part of the score may move within a day. Default 10.</summary>
    [Range(1, 100)]
    public double ComponentPoints { get; set; } = GuardLimits.Default.ComponentPoints;

    internal GuardLimits Limits => new(MinAccounts, Share, TimesUsual, ComponentPoints);
}

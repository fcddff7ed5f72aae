using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Evaluation.LeftOut;

/// <summary>"Not right: wrong data": what an alert rests on is left out of its account's score and alerts until it says something else.</summary>
public interface ILeftOut
{
    /// <summary>Works out which inputs an alert rests on. Reads only: what it returns takes effect once it is stored, best with the act itself.</summary>
    /// <param name="by">Who says so, by name.</param>
    /// <returns>Null where the alert rests on nothing that could be left out.</returns>
    Task<LeftOutNote?> NoteAsync(AlertKey alert, string by, CancellationToken cancellation);
}

/// <param name="Labels">The inputs as people call them: "tickets opened in 7 days".</param>
/// <param name="Value">For <see cref="Delivery.AlertCommit.Values"/>.</param>
public sealed record LeftOutNote(IReadOnlyList<string> Labels, ProductValue Value);

/// <summary>Everything that is left out now. Registered by the service alone: commands show what the facts say.</summary>
public interface ILeftOutInputs
{
    /// <returns>By the store's key of the account.</returns>
    Task<IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>>> ReadAsync(CancellationToken cancellation);
}

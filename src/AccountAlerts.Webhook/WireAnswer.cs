namespace AccountAlerts.Webhook;

/// <summary>How one exchange with the receiver ended, before anybody judges it.</summary>
internal abstract record WireAnswer
{
    /// <param name="Id">From the body of a success; null if there is none that can be read.</param>
    /// <param name="RetryAfter">As the receiver asked; null if it did not, or not readably.</param>
    public sealed record Answered(int Status, string? Id, TimeSpan? RetryAfter) : WireAnswer
    {
        /// <summary>What the receiver shows under the same key beside <see cref="Id"/>.</summary>
        public IReadOnlyList<string> Copies { get; init; } = [];
    }

    /// <summary>The receiver surely has nothing: no connection, or none of the body was sent.</summary>
    public sealed record NotSent(string Reason) : WireAnswer;

    /// <summary>The receiver may have taken it.</summary>
    public sealed record Broken(string Reason) : WireAnswer;
}

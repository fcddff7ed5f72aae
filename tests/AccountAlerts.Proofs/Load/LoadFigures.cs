namespace AccountAlerts.Proofs.Load;

/// <summary>What a run gave. Times count from the beginning of the evaluation (or of the push) that everything follows from.</summary>
/// <param name="Messages">First posts of a message that were accepted.</param>
/// <param name="Refused">Requests answered with 429.</param>
/// <param name="Early">Calls that came before a 429's Retry-After was over.</param>
/// <param name="Processor">Time on the processors of the process that sends, from the beginning to the last message.</param>
/// <param name="PeakMegabytes">Largest resident memory of the process that sends.</param>
internal sealed record LoadFigures(TimeSpan First, TimeSpan Last, int Messages, int Refused, int Lost, int Doubled, int Early, TimeSpan Processor, long PeakMegabytes)
{
    public double PerSecond => Messages / Last.TotalSeconds;
}

/// <param name="Conversations">Over how many the alerts are spread.</param>
/// <param name="RefuseEvery">Every n-th request is answered with 429 and Retry-After of one second, each message once; 0 for none.</param>
/// <param name="PerConversation">Least time between two messages of a conversation, a setting of the service; null for none.</param>
internal sealed record LoadCase(string Name, int Alerts, int Conversations, int RefuseEvery = 0, TimeSpan? PerConversation = null)
{
    /// <summary>What the last message needs at least, if each conversation takes one message per interval.</summary>
    public TimeSpan Floor => PerConversation is { } pause ? pause * ((Alerts + Conversations - 1) / Conversations - 1) : TimeSpan.Zero;
}

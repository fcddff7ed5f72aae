using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Domain.Accounts;

/// <summary>One account as it was known at the end of one day: everything later is cut away.</summary>
public sealed class AccountView : ISignalReader
{
    public AccountView(AccountFacts facts, EvaluationFrame frame, HealthModels models)
    {
        Facts = facts;
        Frame = frame;
        Models = models;
    }

    public AccountFacts Facts { get; }

    public EvaluationFrame Frame { get; }

    public HealthModels Models { get; }

    public SignalValue Read(Signal signal) => throw new InvalidOperationException();
}

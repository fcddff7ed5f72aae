using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Health;

/// <summary>Two models and the facts of two days, of which any component may be missing at either.</summary>
public sealed record HealthCase(HealthModel Old, HealthModel New, SignalValues From, SignalValues To);

/// <summary>Random models and facts for the laws of scores and their causes.</summary>
public static class HealthCases
{
    private static readonly string[] Signals =
        [.. SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Account && signal.Unit != Unit.Word).Take(12).Select(signal => signal.Name)];

    public static Arbitrary<HealthCase> Any { get; } = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(Of));

    public static HealthCase Of(int seed)
    {
        var random = new Random(seed);
        var old = Model(random);
        var now = random.Next(2) == 0 ? old : Model(random);
        return new HealthCase(old, now, Facts(random), Facts(random));
    }

    private static HealthModel Model(Random random)
    {
        string[] signals = [.. Signals];
        random.Shuffle(signals);
        return new HealthModel("random", [], [],
        [
            .. signals.Take(random.Next(1, 9)).Select(signal =>
            {
                double zero = random.Next(-5, 6);
                double hundred = zero + (random.Next(1, 12) * (random.Next(2) == 0 ? 1 : -1));
                double weight = random.Next(3) == 0 ? random.NextDouble() + 0.01 : random.Next(1, 8) * 5;
                return new HealthComponent(signal, signal, signal, zero, hundred, weight);
            }),
        ]);
    }

    private static SignalValues Facts(Random random)
    {
        var values = new SignalValues();
        foreach (string signal in Signals)
        {
            if (random.Next(4) != 0)
                values.Set(signal, random.Next(2) == 0 ? random.Next(-8, 9) : (random.NextDouble() * 20) - 10);
        }

        return values;
    }
}

using AccountAlerts.Domain.Health;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The health score by hand: what each component says, how much of it is known, and the whole points.</summary>
internal sealed class SlowHealth
{
    /// <summary>Anchors and weights are settings, so they are read; what is made of them is worked out here.</summary>
    public static readonly IReadOnlyList<HealthComponent> Model = DefaultHealthModels.Standard.Components;

    public SlowHealth(Func<string, double?> signal)
    {
        foreach (var line in Model)
        {
            if (signal(line.Signal) is { } value)
                Scores[line.Name] = Math.Clamp((value - line.Zero) / (line.Hundred - line.Zero), 0, 1) * 100;
        }

        PresentWeight = Present.Sum(line => line.Weight);
        Coverage = PresentWeight / Model.Sum(line => line.Weight);
        if (Coverage < 0.5)
            return;

        Exact = Round(Present.Sum(Contribution));
        Score = HalfUp(Exact.Value);
        Band = Score >= 80 ? "healthy" : Score >= 50 ? "at risk" : "critical";
        int[] whole = Whole([.. Present.Select(line => Round(Contribution(line)))], Score.Value);
        Points = Present.Zip(whole).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    /// <summary>0 to 100 by component, those that are known.</summary>
    public Dictionary<string, double> Scores { get; } = [];

    public double PresentWeight { get; }

    public double Coverage { get; }

    public double? Exact { get; }

    public int? Score { get; }

    public string? Band { get; }

    /// <summary>Whole points by component; empty where there is no score.</summary>
    public Dictionary<string, int> Points { get; } = [];

    private IEnumerable<HealthComponent> Present => Model.Where(line => Scores.ContainsKey(line.Name));

    public double Contribution(HealthComponent line) => line.Weight * Scores[line.Name] / PresentWeight;

    /// <summary>Nine decimals; less is the noise of sums of doubles.</summary>
    public static double Round(double value) => Math.Round(value, 9, MidpointRounding.AwayFromZero);

    public static int HalfUp(double exact) => (int)Math.Floor(exact + 0.5);

    /// <summary>Floors, then one more for the largest fractions until the sum is the total; of equals the first.</summary>
    public static int[] Whole(double[] exact, int total)
    {
        int[] whole = [.. exact.Select(value => (int)Math.Floor(value))];
        int left = total - whole.Sum();
        foreach (int index in Enumerable.Range(0, exact.Length).OrderByDescending(index => Round(exact[index] - Math.Floor(exact[index]))).Take(left))
            whole[index]++;
        return whole;
    }
}

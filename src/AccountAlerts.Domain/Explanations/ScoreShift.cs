namespace AccountAlerts.Domain.Explanations;

/// <summary>Which part of the score moved it most when it last moved.</summary>
/// <param name="Points">Of the score; below 0 for a fall.</param>
public sealed record ScoreShift(string Component, double Points, DateTimeOffset At)
{
    /// <returns>Null where the score did not move, or no part that was known at both ends did.</returns>
    public static ScoreShift? Of(HeldHealth? before, HeldHealth? now, DateTimeOffset at)
    {
        if (before is null || now is null || ReferenceEquals(before, now) || before.Score == now.Score)
            return null;
        int direction = Math.Sign(now.Score - before.Score);
        double weight = now.Inputs.Sum(input => input.Weight);
        ScoreShift? largest = null;
        foreach (var input in now.Inputs)
        {
            if (before.Inputs.FirstOrDefault(known => known.Component == input.Component) is not { } then)
                continue;
            double points = Math.Round(input.Weight / weight * (input.Score - then.Score), 9);
            if (points * direction > 0 && !(Math.Abs(points) <= Math.Abs(largest?.Points ?? 0)))
                largest = new ScoreShift(input.Component, points, at);
        }

        return largest;
    }
}

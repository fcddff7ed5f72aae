namespace AccountAlerts.Domain;

/// <summary>The middle one; of an even count the mean of the two in the middle.</summary>
public static class Median
{
    /// <param name="values">At least one; sorted in place.</param>
    public static double Of(List<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException("There is no median of nothing.", nameof(values));
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
    }
}

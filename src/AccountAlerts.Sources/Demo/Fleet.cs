namespace AccountAlerts.Sources.Demo;

/// <summary>All companies of a demo: the thirty with stories first, then as many generated ones as asked for.</summary>
internal sealed class Fleet(DemoBeginning beginning)
{
    private readonly CompanyBuilder _builder = new(Chance.Mix(unchecked((ulong)beginning.Seed), 0), beginning.Calendar);

    public int Count => beginning.Accounts;

    /// <summary>Built anew at each call, so that a fleet of any size fits in memory.</summary>
    public IEnumerable<Company> Companies()
    {
        for (int index = 0; index < Count; index++)
            yield return _builder.Build(index, index < StoryCompanies.Plans.Count ? StoryCompanies.Plans[index] : LoadGenerator.Plan(index, beginning.Seed));
    }
}

using AccountAlerts.Proofs.Running;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Load;

/// <summary>The load runs in small: that nothing is lost, doubled or early. How fast it is, <c>bench/alerts</c> says.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Alerts = 600;

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_alerts_of_one_evaluation_come_once_each_and_no_call_comes_before_its_time(bool postgres)
    {
        var load = new LoadCase("in small", Alerts, Alerts / 6, RefuseEvery: 10);
        var figures = await AlertRun.RunAsync(load, Product.Built, postgres ? await PostgresDatabase.CreateAsync() : null);
        output.WriteLine(figures.ToString());
        Assert.Equal((Alerts, 0, 0, 0), (figures.Messages, figures.Lost, figures.Doubled, figures.Early));
        Assert.True(figures.Refused > 0);
    }
}

using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Tests.Health;

public sealed class HealthModelRulesTests
{
    [Fact]
    public void The_shipped_model_has_no_fault_and_sums_to_a_hundred()
    {
        Assert.Empty(DefaultHealthModels.All.InOrder.SelectMany(HealthModelRules.Faults));
        Assert.Equal(100, DefaultHealthModels.Standard.Components.Sum(component => component.Weight));
    }

    [Theory]
    [InlineData("health.score", "health.score is made of the components and cannot be one of them.")]
    [InlineData("adoption.ration", "there is no signal adoption.ration; did you mean adoption.ratio?")]
    [InlineData("person.days_silent", "person.days_silent is about one person; a health model needs a signal of the account.")]
    [InlineData("account.segment", "account.segment is a word; a health model needs a number.")]
    public void A_component_must_name_a_number_of_the_account(string signal, string fault) =>
        Assert.Equal([$"Health model mine, component a: {fault}"], HealthModelRules.Faults(Model(new HealthComponent("a", "A", signal, 0, 1, 1))));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faults = HealthModelRules.Faults(Model(
            new HealthComponent("a", "A", "nps.latest", 1, 1, 0), new HealthComponent("a", "A", "nps.latest", 0, 10, double.NaN)));

        Assert.Equal(4, faults.Count);
    }

    private static HealthModel Model(params HealthComponent[] components) => new("mine", [], [], components);
}

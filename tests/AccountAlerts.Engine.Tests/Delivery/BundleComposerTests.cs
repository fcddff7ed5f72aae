using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class BundleComposerTests
{
    [Fact]
    public void A_storm_is_one_message_with_the_count_the_worst_and_a_link()
    {
        var rows = Enumerable.Range(1, 12).Select(i => new BundleRow($"Customer {i}", $"went quiet {i}", i == 1 ? "12 000 EUR" : null)).ToList();

        var message = BundleComposer.Compose(rows, new Uri("https://alerts.example.com/accounts"));

        Assert.Equal("12 more customers need a look", message.Text);
        var table = Assert.Single(message.Blocks.OfType<TableBlock>());
        Assert.Equal(BundleComposer.MostRows, table.Rows.Count);
        Assert.Equal(["Customer 1", "went quiet 1", "12 000 EUR"], table.Rows[0]);
        var last = Assert.IsType<Paragraph>(message.Blocks[^1]);
        Assert.Equal("And 4 more. ", last.Spans[0].Text);
        Assert.Equal("https://alerts.example.com/accounts", last.Spans[1].Url);
    }

    [Fact]
    public void One_row_is_one_customer_and_needs_no_rest()
    {
        var message = BundleComposer.Compose([new BundleRow("Fernway", "went quiet", null)], null);

        Assert.Equal("1 more customer needs a look", message.Text);
        Assert.Equal(["Customer", "What"], message.Blocks.OfType<TableBlock>().Single().Header);
        Assert.Empty(message.Blocks.OfType<Paragraph>());
    }
}

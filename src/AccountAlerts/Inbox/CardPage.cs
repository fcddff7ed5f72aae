using System.Globalization;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Inbox.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AccountAlerts.Inbox;

/// <summary>A card as the inbox draws it, as one page with everything in it; drawn by the inbox's own components.</summary>
internal static class CardPage
{
    public static async Task<string> RenderAsync(Message message)
    {
        await using ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<PreviewPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PreviewPage.Message)] = message,
                [nameof(PreviewPage.Style)] = new InboxAssets().Text("inbox.css"),
                [nameof(PreviewPage.Ids)] = new Numbers(),
            }));
            return page.ToHtmlString();
        });
    }

    /// <summary>Ids of the page's own inputs: the same card gives the same page.</summary>
    private sealed class Numbers : IRandomIds
    {
        private int _last;

        public string Next() => string.Create(CultureInfo.InvariantCulture, $"p{++_last}");
    }
}

using System.Xml.Linq;
using AccountAlerts.Engine;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AccountAlerts.Hosting;

/// <summary>Keys of sessions and forms, kept where every replica finds them: a page that one has shown is sent back to another.</summary>
internal sealed class SharedKeyRing(IProductValues values) : IXmlRepository
{
    private const string Scope = "$keys";

    // Data protection asks at start and once a day, and has no asynchronous way to ask.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult().Values.Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        values.SetAsync(Scope, friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult();
}

using System.Xml.Linq;
using AccountAlerts.Engine;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AccountAlerts.Encryption;

/// <summary>Keys of sessions and forms, kept where every replica finds them: a page that one has shown is sent back to another.</summary>
internal sealed class SharedKeyRing(IProductValues values) : IXmlRepository
{
    public const string Scope = "$keys";

    // Data protection asks at start and once a day, and has no asynchronous way to ask.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        foreach (var (name, text) in values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult())
        {
            var element = XElement.Parse(text);
            if (!IsOpen(element))
                elements.Add(element);
            else
                // An earlier version stored it so that everybody who reads the database can use it: it is no key any more.
                values.SetAsync(Scope, name, null, CancellationToken.None).GetAwaiter().GetResult();
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName) =>
        values.SetAsync(Scope, friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult();

    private static bool IsOpen(XElement element) =>
        element.Name.LocalName == "key" && !element.Descendants().Any(part => part.Name.LocalName == "encryptedSecret");
}

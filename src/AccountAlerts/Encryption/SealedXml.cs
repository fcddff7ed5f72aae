using System.Xml.Linq;
using AccountAlerts.Engine;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace AccountAlerts.Encryption;

/// <summary>Keys of sessions and forms, sealed before they are stored.</summary>
internal sealed class SealedXml(ISecretBox box) : IXmlEncryptor
{
    public const string Purpose = "session-keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("sealed", box.Seal(Purpose, plaintextElement.ToString(SaveOptions.DisableFormatting))), typeof(OpenedXml));
}

/// <summary>The way back. Made by name, as the stored key says, with the services at hand.</summary>
internal sealed class OpenedXml(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<ISecretBox>().Open(SealedXml.Purpose, encryptedElement.Value) is { } xml
        ? XElement.Parse(xml)
        : throw new InvalidOperationException("This key was sealed with a secret that is not known here.");
}

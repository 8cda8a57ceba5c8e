using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Flash.Inference.Provenance;

/// <summary>The XMP packet that says in a file that a model made the picture (IPTC Photo Metadata 2023.1: digital
/// source type), and which generation.</summary>
internal static class XmpPacket
{
    /// <summary>IPTC's term for what a model drew.</summary>
    public const string Trained = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>IPTC's term for what a model drew with a person's picture in it.</summary>
    public const string Composite =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

    private const string IdPrefix = "urn:uuid:";
    private const int MaxBytes = 1_000_000;

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static byte[] Write(PictureOrigin origin)
    {
        var description = new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", Iptc),
            new XAttribute(XNamespace.Xmlns + "xmp", Xmp),
            new XAttribute(XNamespace.Xmlns + "dc", Dc),
            new XAttribute(Iptc + "DigitalSourceType", origin.StartsFromGivenPicture ? Composite : Trained),
            new XAttribute(Xmp + "CreatorTool", "Flash"),
            new XAttribute(
                Dc + "identifier",
                string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{origin.Id:D}#{origin.PictureIndex}")
            )
        );
        if (origin.Parameters is { } parameters)
        {
            var text = new XElement(
                Rdf + "li",
                new XAttribute(XNamespace.Xml + "lang", "x-default"),
                WithoutControls(parameters.ToText(origin.PictureIndex))
            );
            description.Add(new XElement(Dc + "description", new XElement(Rdf + "Alt", text)));
        }

        var packet = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description)
        );
        return Encoding.UTF8.GetBytes(
            $"<?xpacket begin=\"\uFEFF\" "
                + $"id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{packet.ToString(SaveOptions.DisableFormatting)}<?xpacket "
                + $"end=\"w\"?>"
        );
    }

    /// <summary>What a packet of any writer says of the digital source type, and of a generation when it is one of
    /// ours. A damaged packet says nothing.</summary>
    public static (string? SourceType, Guid? Id, int? PictureIndex) Read(byte[] packet)
    {
        if (packet.Length > MaxBytes)
        {
            return default;
        }

        try
        {
            // No one vouches for the file: no document type, no resolver.
            using var reader = XmlReader.Create(
                new MemoryStream(packet),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
            );
            var document = XDocument.Load(reader);
            var (id, index) = Identity(Value(document, Dc + "identifier"));
            return (Value(document, Iptc + "DigitalSourceType"), id, index);
        }
        catch (XmlException)
        {
            return default;
        }
    }

    // XMP allows a simple property as attribute or as element.
    private static string? Value(XDocument document, XName name) =>
        document
            .Descendants(Rdf + "Description")
            .Select(description => description.Attribute(name)?.Value ?? description.Element(name)?.Value)
            .FirstOrDefault(value => value is not null);

    private static (Guid? Id, int? PictureIndex) Identity(string? identifier)
    {
        if (identifier is null || !identifier.StartsWith(IdPrefix, StringComparison.Ordinal))
        {
            return default;
        }

        var parts = identifier[IdPrefix.Length..].Split('#');
        return Guid.TryParseExact(parts[0], "D", out var id)
            ? (
                id,
                parts.Length == 2
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? index
                    : null
            )
            : default;
    }

    // XML has no way to write most control characters, and a prompt may hold them.
    private static string WithoutControls(string text) => new([.. text.Where(XmlConvert.IsXmlChar)]);
}

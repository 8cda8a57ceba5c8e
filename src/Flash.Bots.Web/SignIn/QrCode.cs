using System.Globalization;
using System.Text;
using QRCoder;

namespace Flash.Bots.Web.SignIn;

/// <summary>A QR code as one path of an SVG: no picture file, no inline style, nothing that the content policy
/// forbids.</summary>
internal sealed record QrCode(int Size, string Path)
{
    /// <param name="text">What it says.</param>
    /// <returns>One unit is one module; the quiet zone of four is part of it.</returns>
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix.Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new QrCode(code.ModuleMatrix.Count, path.ToString());
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Flash.Host.CommandLine;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary>Which part of a picture <c>edit</c> draws anew: all of it, what a mask shows, or what lies beyond its
/// edges.</summary>
internal static class EditExtension
{
    public static Option<int[]?> Option()
    {
        int[]? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value; // the arity below: exactly one
            var parts = text.Split(',');
            var pixels = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                pixels[i] = int.TryParse(
                    parts[i],
                    NumberStyles.AllowLeadingWhite,
                    CultureInfo.InvariantCulture,
                    out var side
                )
                    ? side
                    : -1;
            }

            if (parts.Length is 1 or 4 && pixels.All(side => side >= 0) && pixels.Any(side => side > 0))
            {
                return parts.Length == 4 ? pixels : [pixels[0], pixels[0], pixels[0], pixels[0]];
            }

            result.AddError(
                $"--extend is pixels for every edge, such as 64, or left,top,right,bottom such as 0,0,128,0; '{text}' "
                    + $"was given."
            );
            return null;
        }

        return new Option<int[]?>("--extend")
        {
            Description = "Continues the picture beyond its edges: pixels for all, or left,top,right,bottom.",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }

    /// <summary>The picture to start from and its mask; no mask where all of it is drawn anew.</summary>
    /// <param name="picture">As it was given.</param>
    /// <param name="mask">Name of a file; null for none.</param>
    /// <param name="extend">Left, top, right, bottom; null or empty for nothing.</param>
    /// <param name="example">A whole command.</param>
    /// <exception cref="BadArgumentException">Both were asked for, or one of them cannot be.</exception>
    public static (RgbImage Picture, RgbImage? Mask) Start(
        RgbImage picture,
        string? mask,
        int[]? extend,
        string example
    )
    {
        try
        {
            return (mask, extend) switch
            {
                (null, null or []) => (picture, null),
                (not null, [_, ..]) => throw new BadArgumentException(
                    "--mask and --extend contradict each other; leave one of them out."
                ),
                (_, [var left, var top, var right, var bottom])
                    when Outpainting.Extend(picture, left, top, right, bottom) is var larger => (
                    larger.Picture,
                    larger.Mask
                ),
                _ => (picture, ImageDecoder.Decode(PictureFile.Read(mask, example))),
            };
        }
        catch (ArgumentException e)
        {
            throw new BadArgumentException(e.Message);
        }
    }
}

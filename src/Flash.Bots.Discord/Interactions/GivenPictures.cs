using Flash.Bots.Generations;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Files that people hand over, looked at before anything is started with them.</summary>
internal static class GivenPictures
{
    /// <summary>What is wrong with a file as a picture to start from; null when nothing is, as far as Discord's words
    /// go.</summary>
    public static string? MistakeIn(InteractionAttachment file, DiscordTexts words) =>
        file switch
        {
            { Url: null } => words.NotAPicture,
            _ when !PictureFormats.MayBe(file.ContentType, file.FileName) => words.NotAPicture,
            { Size: > GivenPicture.MaxBytes } => words.PictureTooLarge,
            _ => null,
        };
}

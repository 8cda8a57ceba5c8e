using Flash.Bots.Generations;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Files that people hand over, looked at before anything is started with them.</summary>
internal static class GivenPictures
{
    /// <summary>What is wrong with a file as a picture to start from; null when nothing is, as far as Discord's words
    /// go.</summary>
    public static string? MistakeIn(InteractionAttachment file) =>
        file switch
        {
            { Url: null } => DiscordTexts.NotAPicture,
            _ when !PictureFormats.MayBe(file.ContentType, file.FileName) => DiscordTexts.NotAPicture,
            { Size: > GivenPicture.MaxBytes } => DiscordTexts.PictureTooLarge,
            _ => null,
        };
}

namespace Flash.Bots.Replies;

/// <summary>What the playground's page is answered over HTTP, in the visitor's language.</summary>
public static partial class Texts
{
    public static string WebNoConversation => Say();

    public static string WebTooFast => Say();

    public static string WebTooManyTabs => Say();

    public static string WebNoSuchPicture => Say();

    public static string WebBrokenOff => Say();

    public static string WebNoDatabase => Say();

    public static string WebFault => Say();

    public static string WebOtherPage => Say();

    /// <param name="length">Characters given.</param>
    /// <param name="max">Most that are taken.</param>
    public static string WebMessageLength(int length, int max) =>
        Wording.Current.Say(nameof(WebMessageLength), ("length", Number(length)), ("max", Number(max)));

    /// <param name="max">Most characters that are taken.</param>
    public static string WebPictureWords(int max) => Wording.Current.Say(nameof(WebPictureWords), ("max", Number(max)));

    /// <param name="megabytes">Of a picture.</param>
    /// <param name="max">Characters of a message.</param>
    public static string WebTooLarge(int megabytes, int max) =>
        Wording.Current.Say(nameof(WebTooLarge), ("mb", Number(megabytes)), ("max", Number(max)));
}

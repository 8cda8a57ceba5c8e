namespace Flash.Bots.Replies;

/// <summary>What the playground's page is answered over HTTP, in the visitor's language.</summary>
public sealed partial class Texts
{
    public string WebNoConversation => Say();

    public string WebTooFast => Say();

    public string WebTooManyTabs => Say();

    public string WebNoSuchPicture => Say();

    public string WebBrokenOff => Say();

    public string WebNoDatabase => Say();

    public string WebFault => Say();

    public string WebOtherPage => Say();

    /// <summary>Said of a file that the page could not show.</summary>
    public string WebNotShown => Say();

    /// <param name="length">Characters given.</param>
    /// <param name="max">Most that are taken.</param>
    public string WebMessageLength(int length, int max) =>
        wording.Say(nameof(WebMessageLength), ("length", Number(length)), ("max", Number(max)));

    /// <param name="max">Most characters that are taken.</param>
    public string WebPictureWords(int max) => wording.Say(nameof(WebPictureWords), ("max", Number(max)));

    /// <param name="megabytes">Of a picture.</param>
    /// <param name="max">Characters of a message.</param>
    public string WebTooLarge(int megabytes, int max) =>
        wording.Say(nameof(WebTooLarge), ("mb", Number(megabytes)), ("max", Number(max)));
}

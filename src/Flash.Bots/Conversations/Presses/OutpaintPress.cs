using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>One picture from further away, or with what lies beside it. Anyone in the chat may, as often as they
/// like.</summary>
internal abstract class OutpaintPress(Outpaintings outpaintings, ButtonVerb verb, PictureFrame frame) : IPressHandler
{
    public ButtonVerb Verb => verb;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) => outpaintings.SubmitAsync(press, generation, index, frame, size: null, cancellationToken);
}

/// <summary>The camera steps back.</summary>
internal sealed class ZoomOutPress(Outpaintings outpaintings)
    : OutpaintPress(outpaintings, ButtonVerb.ZoomOut, PictureFrame.Farther);

/// <summary>The camera turns to the left.</summary>
internal sealed class PanLeftPress(Outpaintings outpaintings)
    : OutpaintPress(outpaintings, ButtonVerb.PanLeft, PictureFrame.PannedLeft);

/// <summary>The camera turns to the right.</summary>
internal sealed class PanRightPress(Outpaintings outpaintings)
    : OutpaintPress(outpaintings, ButtonVerb.PanRight, PictureFrame.PannedRight);

/// <summary>The camera turns up.</summary>
internal sealed class PanUpPress(Outpaintings outpaintings)
    : OutpaintPress(outpaintings, ButtonVerb.PanUp, PictureFrame.PannedUp);

/// <summary>The camera turns down.</summary>
internal sealed class PanDownPress(Outpaintings outpaintings)
    : OutpaintPress(outpaintings, ButtonVerb.PanDown, PictureFrame.PannedDown);

namespace Flash.Inference;

/// <summary>What kind of file an animation becomes.</summary>
public enum AnimationFormat
{
    /// <summary>GIF: 256 colours, shown everywhere.</summary>
    Gif,

    /// <summary>Animated WebP: full colour, several times smaller.</summary>
    Webp,

    /// <summary>H.264 in MP4: smallest; needs the program ffmpeg.</summary>
    Mp4,
}

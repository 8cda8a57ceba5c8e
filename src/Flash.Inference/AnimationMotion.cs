namespace Flash.Inference;

/// <summary>How a picture is set in motion.</summary>
public enum AnimationMotion
{
    /// <summary><see cref="Phase"/> for a model that knows motion, else <see cref="Orbit"/>.</summary>
    Auto,

    /// <summary>The scene itself moves: the model draws successive phases. Only models with <see
    /// cref="DiffusionModel.HasMotion"/>.</summary>
    Phase,

    /// <summary>The noise walks a closed path, and with it the picture's details. Any model.</summary>
    Orbit,

    /// <summary>The scene stands still and the camera moves: in and out, with a drift and a slight turn. Any model;
    /// drawn once, so it is quick.</summary>
    Camera,

    /// <summary>The camera goes to the left, to the right and back; likewise <see cref="CameraRight"/>, the other way
    /// round.</summary>
    CameraLeft,

    /// <summary>The other way round.</summary>
    CameraRight,

    /// <summary>The camera comes nearer and goes back, straight.</summary>
    CameraIn,

    /// <summary>It begins near, goes away and comes back.</summary>
    CameraOut,
}

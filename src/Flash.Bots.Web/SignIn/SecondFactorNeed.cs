namespace Flash.Bots.Web.SignIn;

/// <summary>What a session still lacks before it may see anything.</summary>
internal enum SecondFactorNeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A code of the second factor that was set up.</summary>
    Code,

    /// <summary>A second factor: an admin requires one.</summary>
    Enrolment,
}

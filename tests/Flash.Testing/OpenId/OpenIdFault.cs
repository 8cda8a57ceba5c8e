namespace Flash.Testing.OpenId;

/// <summary>What is wrong with the tokens of an <see cref="OpenIdServer"/>.</summary>
public enum OpenIdFault
{
    None,

    /// <summary>Signed by a key that is not among the provider's.</summary>
    ForeignKey,

    /// <summary>The algorithm "none".</summary>
    NotSigned,

    /// <summary>For another client.</summary>
    ForeignAudience,

    /// <summary>From another provider.</summary>
    ForeignIssuer,

    /// <summary>For another sign-in.</summary>
    ForeignNonce,

    /// <summary>Two hours old.</summary>
    Expired,

    /// <summary>The userinfo tells of another account.</summary>
    ForeignUserInfo,
}

namespace Flash.Testing.OpenId;

/// <summary>Someone with an account at the provider.</summary>
public sealed record OpenIdPersona(string Subject, string Email, bool IsVerified);

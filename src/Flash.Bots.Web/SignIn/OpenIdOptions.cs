using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.SignIn;

/// <summary>Section <c>Flash:OpenId</c>: signing moderators in at an OpenID Connect provider. Off while <see
/// cref="Authority"/> is empty.</summary>
public sealed class OpenIdOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:OpenId";

    /// <summary>The provider's address, below which <c>/.well-known/openid-configuration</c> stands. HTTPS, except on
    /// this machine.</summary>
    public string? Authority { get; set; }

    /// <summary>What the provider calls this Flash.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with <see cref="ClientId"/>; none for a public client. PKCE is used in any
    /// case.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The claim that says who a person is; its value is what <c>flash moderator add NAME --sign-in-as VALUE</c> was
    /// given. Default <c>email</c>, which counts only when the provider says that it verified the address.
    /// </summary>
    public string Claim { get; set; } = "email";

    /// <summary>What is asked of the provider, between spaces. Default <c>openid email</c>.</summary>
    public string Scope { get; set; } = "openid email";

    /// <summary>What the button calls the provider. Default "single sign-on".</summary>
    public string Name { get; set; } = "single sign-on";

    internal bool IsOn => !string.IsNullOrWhiteSpace(Authority);

    internal bool ClaimIsAddress => Claim == "email";
}

/// <summary>What cannot work is refused at the start, in one sentence.</summary>
internal sealed class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options) =>
        Complaint(options) is { } complaint ? ValidateOptionsResult.Fail(complaint) : ValidateOptionsResult.Success;

    private static string? Complaint(OpenIdOptions options)
    {
        if (!options.IsOn)
        {
            return string.IsNullOrWhiteSpace(options.ClientId)
                ? null
                : "Flash:OpenId:ClientId is set, but Flash:OpenId:Authority, the provider's address, is not.";
        }

        if (
            !Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority)
            || !(
                authority.Scheme == Uri.UriSchemeHttps
                || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)
            )
        )
        {
            return $"Flash:OpenId:Authority is an address that begins with https:// (http:// only on this machine), "
                + $"not '{options.Authority}'.";
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            return "Flash:OpenId:ClientId, what the provider calls this Flash, is missing.";
        }

        return string.IsNullOrWhiteSpace(options.Claim)
                ? "Flash:OpenId:Claim names the claim that says who a person is, such as email or sub."
            : !options.Scope.Split(' ').Contains("openid", StringComparer.Ordinal)
                ? $"Flash:OpenId:Scope must hold openid, such as 'openid email'; it is '{options.Scope}'."
            : null;
    }
}

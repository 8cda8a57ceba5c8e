using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>A Telegram account.</summary>
public sealed record BotUser(
    long Id,
    string FirstName,
    string? Username = null,
    string? LanguageCode = "en",
    bool IsBot = false
)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["is_bot"] = IsBot,
            ["first_name"] = FirstName,
        };
        if (Username is not null)
        {
            json["username"] = Username;
        }

        if (LanguageCode is not null && !IsBot)
        {
            json["language_code"] = LanguageCode;
        }

        return json;
    }
}

using System.Text.Json;
using Flash.Bots.Commands;
using Flash.Bots.Discord.Interactions;

namespace Flash.Bots.Discord.Tests.Interactions;

public sealed class InteractionTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":"x","application_id":"1","type":2,"token":"t"}""")]
    [InlineData("""{"id":"1","application_id":"1","type":"two","token":"t"}""")]
    [InlineData("""{"id":"1","application_id":"1","type":2,"token":"t","data":[]}""")]
    [InlineData("""{"id":"1","application_id":"1","type":2,"token":"t","data":{"options":{}}}""")]
    [InlineData("""{"id":"1","application_id":"1","type":2,"token":null}""")]
    [InlineData("""{"id":"1","application_id":"1","type":2,"token":""}""")]
    [InlineData("""{"id":"99999999999999999999999","application_id":"1","type":2,"token":"t"}""")]
    public void What_is_no_interaction_is_none_and_throws_nothing(string json) =>
        Assert.Null(Interaction.Read(JsonDocument.Parse(json).RootElement, out _));

    [Fact]
    public void What_is_not_there_at_all_is_none() => Assert.Null(Interaction.Read(default, out _));

    [Fact]
    public void Unknown_properties_are_for_later_versions() =>
        Assert.NotNull(
            Interaction.Read(
                JsonDocument
                    .Parse(
                        """{"id":"1","application_id":"2","type":2,"token":"t","new":{"thing":[1]},"data":{"name":"imagine","type":1}}"""
                    )
                    .RootElement,
                out _
            )
        );

    /// <summary>Components V2: Discord lists such pictures nowhere else.</summary>
    [Fact]
    public void Pictures_in_galleries_thumbnails_and_containers_are_pictures_of_the_message()
    {
        var message = JsonSerializer.Deserialize<InteractionMessage>(
            """
            {"id":"1","flags":32768,"attachments":[],"components":[
              {"type":10,"content":"text"},
              {"type":17,"components":[
                {"type":12,"items":[{"media":{"url":"https://cdn.discordapp.com/a.png","proxy_url":"https://media.discordapp.net/a.png","content_type":"image/png","attachment_id":"7"},"description":"a","spoiler":true},null]},
                {"type":9,"components":[{"type":10,"content":"beside"}],"accessory":{"type":11,"media":{"url":"https://example.com/b.png","proxy_url":"https://images.discordapp.net/b.png","content_type":"image/png"}}}]},
              {"type":1,"components":[{"type":2,"custom_id":"again","label":"Again"},null]}]}
            """,
            Flash.Bots.Discord.Api.DiscordJson.Options
        )!;

        Assert.Equal(
            ["https://cdn.discordapp.com/a.png", "https://images.discordapp.net/b.png"],
            message.Files.Select(file => file.Url)
        );
        Assert.Equal(["again"], message.Codes);
    }

    [Fact]
    public void An_interaction_never_prints_its_token() =>
        Assert.DoesNotContain(
            "secret",
            new Interaction
            {
                Id = 1,
                ApplicationId = 2,
                Type = InteractionType.ApplicationCommand,
                Token = "secret",
            }.ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Options_are_read_as_they_were_chosen()
    {
        var data = DataOf(
            """
            {"name":"imagine","options":[
              {"name":"prompt","type":3,"value":"a 6\" wide boat"},{"name":"seed","type":4,"value":7},{"name":"count","type":4,"value":2},
              {"name":"shape","type":3,"value":"16:9"},{"name":"steps","type":4,"value":3},{"name":"model","type":3,"value":"flash-mini"},
              {"name":"negative","type":3,"value":"people, \"cars\""}]}
            """
        );

        var imagine = Assert.IsType<Command.Imagine>(TypedCommands.Imagine(data)).Arguments;

        Assert.Equal("a 6\" wide boat", imagine.Prompt);
        Assert.Equal(
            (7UL, 2, 3, "flash-mini", "people, cars"),
            (imagine.Seed, imagine.Count, imagine.InferenceSteps, imagine.Model, imagine.NegativePrompt)
        );
        Assert.Equal((16, 9), (imagine.AspectRatio!.Value.Width, imagine.AspectRatio.Value.Height));
    }

    [Theory]
    [InlineData("\"attachment_size_limit\":26214400,", 26_214_400)]
    [InlineData("\"attachment_size_limit\":0,", 10_485_760)]
    [InlineData("", 10_485_760)]
    public void Files_stay_within_what_the_interaction_allows(string json, long expected)
    {
        var interaction = Interaction.Read(
            JsonDocument.Parse($$"""{{{json}}"id":"1","application_id":"2","type":2,"token":"t"}""").RootElement,
            out _
        )!;

        Assert.Equal(
            expected,
            InteractionTranslation.ReplyTo(interaction, DateTimeOffset.UnixEpoch, isEphemeral: false).MaxFileBytes
        );
    }

    [Fact]
    public void Options_of_the_wrong_kind_count_as_not_given() =>
        Assert.Equivalent(
            new ImagineArguments("a boat"),
            Assert
                .IsType<Command.Imagine>(
                    TypedCommands.Imagine(
                        DataOf(
                            """{"name":"imagine","options":[{"name":"prompt","value":"a boat"},{"name":"seed","value":"7"},{"name":"count","value":1.5},{"name":"shape","value":null}]}"""
                        )
                    )
                )
                .Arguments
        );

    [Fact]
    public void Mistakes_in_options_and_in_the_words_are_told_together() =>
        Assert.Equal(
            [new Mistake.UnknownOption("sparkle"), new Mistake.UnknownStyle("cubism")],
            Assert
                .IsType<Command.Mistaken>(
                    TypedCommands.Imagine(
                        DataOf(
                            """{"name":"imagine","options":[{"name":"prompt","value":"a boat --sparkle"},{"name":"style","value":"cubism"}]}"""
                        )
                    )
                )
                .Mistakes
        );

    private static InteractionData DataOf(string json) =>
        JsonSerializer.Deserialize<InteractionData>(json, Flash.Bots.Discord.Api.DiscordJson.Options)!;
}

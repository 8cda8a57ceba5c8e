using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Messaging;
using Telegram.Bot.Types.ReplyMarkups;

namespace Flash.Bots.Telegram.Tests.Messaging;

public sealed class InlineKeyboardTests
{
    private static readonly GenerationId Id = new(Guid.CreateVersion7());

    [Fact]
    public void Four_pictures_have_three_short_rows_of_signs_and_numbers()
    {
        var rows = InlineKeyboard
            .From(GenerationButtons.Drawn(Texts.For("en"), Id, 4))
            .InlineKeyboard.Select(row => row.ToArray())
            .ToArray();

        Assert.Equal(
            [
                ["🎞 1", "🎞 2", "🎞 3", "🎞 4", "🔁"],
                ["🎲 1", "🎲 2", "🎲 3", "🎲 4", "✏️"],
                ["🔍 1", "🔍 2", "🔍 3", "🔍 4", "🗑"],
            ],
            rows.Select(row => row.Select(button => button.Text).ToArray())
        );
        Assert.Equal(KeyboardButtonStyle.Primary, rows[0][0].Style);
        Assert.Equal(KeyboardButtonStyle.Danger, rows[2][4].Style);
        Assert.Null(rows[1][0].Style);
    }

    [Fact]
    public void What_cannot_be_pressed_yet_is_left_out() =>
        Assert.Single(InlineKeyboard.From(GenerationButtons.Drawing(Texts.For("en"), Id, 4)).InlineKeyboard);

    [Fact]
    public void The_seed_can_be_copied()
    {
        var button = InlineKeyboard
            .From(GenerationButtons.Drawn(Texts.For("en"), Id, 4, 77))
            .InlineKeyboard.Last()
            .Last();

        Assert.Equal(("🌱", "77", null), (button.Text, button.CopyText?.Text, button.CallbackData));
    }

    [Fact]
    public void One_picture_has_words_beside_the_signs()
    {
        var rows = InlineKeyboard.From(GenerationButtons.Drawn(Texts.For("en"), Id, 1)).InlineKeyboard.ToArray();

        Assert.Equal(2, rows.Length);
        Assert.Equal(["🎞 Animate", "🎲 Vary", "🔍 Enlarge"], rows[0].Select(button => button.Text));
    }
}

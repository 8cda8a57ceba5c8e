using Flash.Bots.Generations;
using Flash.Bots.Moderation;

namespace Flash.Bots.Tests.Moderation;

public sealed class PromptRuleTests
{
    [Theory]
    [InlineData("a grumpy cat")]
    [InlineData("A GRUMPY CAT!")]
    [InlineData("grumpy  cat")]
    [InlineData("gr\u200Bum\u00ADpy cat")]
    [InlineData("g̷r̸u̵m̶p̷y̸ cát")]
    [InlineData("ｇｒｕｍｐｙ 𝐜𝐚𝐭")]
    [InlineData("grumру саt")]
    [InlineData("🅶🆁🆄🅼🅿🆈 ⓒⓐⓣ")]
    [InlineData("grumpy c4t")]
    [InlineData("grumpy c@7")]
    [InlineData("grumpy-c.a.t")]
    [InlineData("grumpy_c a t sitting")]
    [InlineData("a grumpy c a t on a mat")]
    public void A_phrase_is_found_in_every_disguise(string prompt) =>
        Assert.True(Matches(RuleKind.Phrase, "grumpy cat", prompt));

    [Theory]
    [InlineData("nudes")]
    [InlineData("nudity")]
    [InlineData("NUDE123")]
    [InlineData("a nu-de woman")]
    [InlineData("n u de")]
    [InlineData("a n u d e on a beach")]
    [InlineData("I am a n u de in it, as is")]
    [InlineData("a n.u.de")]
    [InlineData("n.u.d.e.s")]
    [InlineData("nu\u115Fde")]
    [InlineData("n\u3164ude")]
    [InlineData("nud\u2800e")]
    [InlineData("a\u3164nude\u3164woman")]
    [InlineData("nµde")]
    [InlineData("nμdes")]
    [InlineData("ոսde")]
    [InlineData("a (nude:1.3) woman")]
    [InlineData("a n(u)de woman")]
    [InlineData("a (n(u:1.2)de:0.8) woman")]
    [InlineData("n[u]d\\(e\\)")]
    [InlineData("nudist")]
    public void A_phrase_is_found_in_the_words_forms_and_behind_weights(string prompt) =>
        Assert.True(Matches(RuleKind.Phrase, "nude", prompt));

    [Theory]
    [InlineData("rape", "a grape on a drape")]
    [InlineData("rape", "a rapper in Rapperswil")]
    [InlineData("nude", "a denuded nudge")]
    [InlineData("cat", "a caterpillar, catering")]
    [InlineData("sex", "Essex and Sussex, sextant")]
    [InlineData("kill", "skillet")]
    [InlineData("nude", "a nu in de sun")]
    [InlineData("ass", "as is, as a rule")]
    public void A_phrase_is_not_found_in_other_words(string phrase, string prompt) =>
        Assert.False(Matches(RuleKind.Phrase, phrase, prompt));

    [Theory]
    [InlineData("обнажен*", "обнажённая натура", true)]
    [InlineData("strip", "she is stripping", true)]
    [InlineData("strip", "a stripe", false)]
    [InlineData("strip*", "a stripe", true)]
    public void A_star_stands_for_any_ending(string phrase, string prompt, bool found) =>
        Assert.Equal(found, Matches(RuleKind.Phrase, phrase, prompt));

    [Fact]
    public void What_reaches_the_model_is_judged_whatever_of_it_was_typed()
    {
        var everywhere = PromptRule.Create(RuleKind.Phrase, "zeppelin");
        var prompt = PromptRule.Create(RuleKind.Phrase, "zeppelin", scope: RuleScope.Prompt);
        var real = PromptRule.Create(RuleKind.Phrase, "zeppelin", onlyRealModels: true);
        var recipe = new Recipe("a boat", 7, 3, 4, 256, 256, "flash-mini");
        var left = JudgedWords.Of(recipe with { NegativePrompt = "zeppelins" });
        var styled = JudgedWords.Of(recipe with { Style = new AppliedStyle("x", "on a zeppelin") });
        var leftByStyle = JudgedWords.Of(recipe with { Style = new AppliedStyle("x", "", "zeppelin") });

        Assert.True(left.Match(everywhere) && styled.Match(everywhere) && leftByStyle.Match(everywhere));
        Assert.True(styled.Match(prompt));
        Assert.False(left.Match(prompt) || leftByStyle.Match(prompt));
        Assert.False(styled.Match(real));
        Assert.True(JudgedWords.Of(recipe with { Prompt = "a zeppelin", Model = "sdxl-turbo" }).Match(real));
    }

    [Theory]
    [InlineData("裸*", "海边裸体写真")]
    [InlineData("裸", "美しい裸の女")]
    [InlineData("เปลือย", "ภาพเปลือยสวย")]
    [InlineData("🍆", "so nice🍆")]
    [InlineData("kill", "ki11 it")]
    [InlineData("kill", "k1!l it")]
    [InlineData("nude", "n u d 3")]
    [InlineData("nude", "nud e")]
    [InlineData("nude", "n ude")]
    [InlineData("nude", "nu de")]
    [InlineData("zeppelin", "a z e p pelin")]
    [InlineData("zeppelin", "a zep p e lin here")]
    [InlineData("nudity", "n u dity")]
    [InlineData("grumpy cat", "grum py cat")]
    [InlineData("nude", "n🔥ude")]
    [InlineData("nude", "n*de")]
    [InlineData("nude", "nuuuude")]
    [InlineData("nude", "⒩⒰⒟⒠")]
    [InlineData("nude", "ꓠᑌᗪᎬ")]
    [InlineData("nude", "nu\U000E0FFFde")]
    [InlineData("nude", "nu\U0001D159de")]
    public void A_phrase_is_found_where_words_have_no_spaces_and_in_rarer_disguises(string phrase, string prompt) =>
        Assert.True(Matches(RuleKind.Phrase, phrase, prompt));

    [Theory]
    [InlineData("ass", "route 455")]
    [InlineData("sex", "the king's ex-wife")]
    [InlineData("penis", "the pen is here")]
    [InlineData("porno", "por no hablar")]
    public void Words_beside_each_other_are_not_put_together(string phrase, string prompt) =>
        Assert.False(Matches(RuleKind.Phrase, phrase, prompt));

    [Theory]
    [InlineData("гол(ая|ый)", "голая правда", true)]
    [InlineData("cat\nboat", "a boat, and a c4t", true)]
    [InlineData("cat\nboat", "a cat", false)]
    [InlineData("!cat flap\ncat", "a cat flap", false)]
    [InlineData("!cat flap\ncat", "a cat beside a cat flap", true)]
    public void A_regular_expression_sees_its_own_alphabet_and_may_have_lines(
        string pattern,
        string prompt,
        bool found
    ) => Assert.Equal(found, Matches(RuleKind.Regex, pattern, prompt));

    [Theory]
    [InlineData("a grumpy cat on a boat", "grumpy cat", "grumpy cat")]
    [InlineData("an old (nude:1.2) model", "nude", "(nude:1.2)")]
    [InlineData("an n u d e model", "nude", "n u d e")]
    [InlineData("a dog", "cat", null)]
    public void The_words_that_matched_are_marked(string typed, string phrase, string? marked)
    {
        var found = PromptRule.Create(RuleKind.Phrase, phrase).Find(typed);

        Assert.Equal(marked, found is var (start, length) ? typed.Substring(start, length) : null);
    }

    [Theory]
    [InlineData("a grumpy catalogue")]
    [InlineData("a cat, grumpy")]
    [InlineData("grumpy dog, happy cat")]
    [InlineData("")]
    public void A_phrase_is_not_found_where_it_is_not(string prompt) =>
        Assert.False(Matches(RuleKind.Phrase, "grumpy cat", prompt));

    [Theory]
    [InlineData("a b c d", "ab", false)]
    [InlineData("a 5 year old oak", "year old oak", true)]
    [InlineData("плохое слово", "ПЛОХОЕ", true)]
    [InlineData("3 boats at 5 o'clock", "boats", true)]
    public void Ordinary_words_and_other_alphabets_work(string prompt, string phrase, bool found) =>
        Assert.Equal(found, Matches(RuleKind.Phrase, phrase, prompt));

    [Fact]
    public void A_regular_expression_cannot_run_for_long()
    {
        var rule = PromptRule.Create(RuleKind.Regex, "(a+)+$");

        // Backtracking would take longer than the universe is old.
        Assert.False(rule.Matches(NormalizedPrompt.Of(new string('a', 999) + "b")));
        Assert.True(Matches(RuleKind.Regex, "colou?r(ed|s)?", "many COLOURS"));
    }

    [Theory]
    [InlineData(RuleKind.Regex, "(unclosed")]
    [InlineData(RuleKind.Regex, "(?=look)ahead")]
    [InlineData(RuleKind.Regex, @"(a)\1")]
    [InlineData(RuleKind.Phrase, "  ")]
    [InlineData(RuleKind.Phrase, "!!!")]
    public void A_pattern_that_cannot_be_is_refused_with_a_sentence(RuleKind kind, string pattern) =>
        Assert.NotEmpty(Assert.ThrowsAny<ArgumentException>(() => PromptRule.Create(kind, pattern)).Message);

    [Fact]
    public void The_strictest_rule_decides_and_a_chat_may_switch_one_off()
    {
        PromptRule[] rules =
        [
            PromptRule.Create(RuleKind.Phrase, "cat", RuleAction.Flag, id: 1),
            PromptRule.Create(RuleKind.Phrase, "grumpy", RuleAction.Block, id: 2, note: "No grumpiness."),
            PromptRule.Create(RuleKind.Phrase, "grumpy", RuleAction.Allow, id: 3, chatId: 77),
        ];

        Assert.Equivalent(
            new ModerationVerdict(RuleAction.Block, [2], "No grumpiness."),
            ModerationVerdict.Of(Words("a grumpy cat"), 5, rules)
        );
        Assert.Equivalent(
            new ModerationVerdict(RuleAction.Flag, [1], null),
            ModerationVerdict.Of(Words("a grumpy cat"), 77, rules)
        );
        Assert.Equal(RuleAction.Allow, ModerationVerdict.Of(Words("a dog"), null, rules).Action);
    }

    [Fact]
    public void Nothing_that_people_type_makes_it_throw()
    {
        var random = new Random(7);
        var rule = PromptRule.Create(RuleKind.Phrase, "cat");
        for (var i = 0; i < 3_000; i++)
        {
            rule.Matches(
                NormalizedPrompt.Of(
                    new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x10000))])
                )
            );
        }
    }

    [Fact]
    public void A_prompt_of_single_letters_is_judged_in_a_moment()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("a b", 500));

        Assert.InRange(NormalizedPrompt.Of(prompt).Readings.Sum(reading => reading.Length), 1, 2_000_000);
        Assert.False(Matches(RuleKind.Phrase, "nude", prompt));
    }

    private static JudgedWords Words(string prompt) => new(prompt, "", IsRealModel: true);

    private static bool Matches(RuleKind kind, string pattern, string prompt) =>
        PromptRule.Create(kind, pattern).Matches(NormalizedPrompt.Of(prompt));
}

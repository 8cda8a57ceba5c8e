using Flash.Bots.Arena;

namespace Flash.Bots.Tests.Arena;

/// <summary>Strengths from votes, against published ones.</summary>
public sealed class BradleyTerryTests
{
    // Baseball, American League East, 1987: wins of the row over the column. Agresti, Categorical Data Analysis (1990),
    // table 10.10; also in R's package BradleyTerry2.
    private static readonly string[] Teams =
    [
        "Milwaukee",
        "Detroit",
        "Toronto",
        "New York",
        "Boston",
        "Cleveland",
        "Baltimore",
    ];

    private static readonly int[,] Wins =
    {
        { 0, 7, 9, 7, 7, 9, 11 },
        { 6, 0, 7, 5, 11, 9, 9 },
        { 4, 6, 0, 7, 7, 8, 12 },
        { 6, 8, 6, 0, 6, 7, 10 },
        { 6, 2, 6, 7, 0, 7, 12 },
        { 4, 4, 5, 6, 6, 0, 6 },
        { 2, 4, 1, 3, 1, 7, 0 },
    };

    private static readonly (string, string, long)[] Games =
    [
        .. from i in Enumerable.Range(0, 7)
        from j in Enumerable.Range(0, 7)
        where i != j
        select (Teams[i], Teams[j], (long)Wins[i, j]),
    ];

    // Estimates and standard errors as the vignette of BradleyTerry2 prints them, with Baltimore as the reference.
    [Theory]
    [InlineData("Milwaukee", 1.5814, 0.3433)]
    [InlineData("Detroit", 1.4364, 0.3396)]
    [InlineData("Toronto", 1.2945, 0.3367)]
    [InlineData("New York", 1.2476, 0.3359)]
    [InlineData("Boston", 1.1077, 0.3339)]
    [InlineData("Cleveland", 0.6839, 0.3319)]
    public void The_strengths_of_baseball_teams_are_the_published_ones(string team, double strength, double error)
    {
        var fit = BradleyTerry.Fit(Games, prior: 0);

        var (difference, standardError) = fit.Compare(team, "Baltimore");

        Assert.Equal(strength, difference, 4);
        Assert.Equal(error, standardError, 4);
    }

    [Fact]
    public void Votes_and_wins_are_counted_and_the_logarithms_add_up_to_nothing()
    {
        var fit = BradleyTerry.Fit(Games, prior: 0);

        Assert.Equal(Teams, fit.Standings.Select(standing => standing.Name));
        Assert.All(fit.Standings, standing => Assert.Equal(78, standing.Votes));
        Assert.Equal(50, fit.Standings[0].Wins);
        Assert.Equal(0, fit.Standings.Sum(standing => standing.LogStrength), 9);
    }

    [Fact]
    public void Two_that_meet_are_as_strong_as_their_shares_say()
    {
        var fit = BradleyTerry.Fit([("a@3", "a@1", 75), ("a@1", "a@3", 25)], prior: 0);

        // The logarithm of 3; its error is the square root of 1/75 + 1/25.
        var (difference, error) = fit.Compare("a@3", "a@1");
        Assert.Equal(Math.Log(3), difference, 6);
        Assert.Equal(Math.Sqrt((1 / 75.0) + (1 / 25.0)), error, 6);
        Assert.True(fit.Standings[0].Low > fit.Standings[1].High);
    }

    [Fact]
    public void One_that_never_lost_has_a_strength_with_the_usual_prior_and_none_without()
    {
        (string, string, long)[] once = [("b@1", "a@1", 1)];

        var fit = BradleyTerry.Fit(once);

        Assert.InRange(fit.Compare("b@1", "a@1").Difference, 1, 10);
        // One vote says next to nothing.
        Assert.True(fit.Standings[0].Low < fit.Standings[1].High);
        Assert.Throws<ArgumentException>(() => BradleyTerry.Fit(once, prior: 0));
    }
}

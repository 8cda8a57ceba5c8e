namespace Flash.Bots.Arena;

/// <summary>How strong contenders are, from who was preferred to whom: the Bradley-Terry model (1952), in which i is
/// preferred to j with probability p_i / (p_i + p_j). Pure.</summary>
public static class BradleyTerry
{
    /// <summary>Games that every two contenders are taken to have played to a draw beside those that were played, so
    /// that one that never lost, or never met another, has a strength.</summary>
    public const double UsualPrior = 0.1;

    private const int MostRounds = 20_000;
    private const double Enough = 1e-12;

    /// <summary>The strengths that make what happened most probable, by Hunter's algorithm (2004), the strongest first;
    /// their logarithms add up to 0. The covariance is the inverse of the Fisher information on that plane.</summary>
    /// <param name="games">How often a winner was preferred to a loser; a pair may come more than once.</param>
    /// <param name="prior">As <see cref="UsualPrior"/>; 0 for the plain maximum, which not everything has.</param>
    /// <exception cref="ArgumentException">There is no maximum: someone never lost, or never won, and the prior is
    /// 0.</exception>
    public static BradleyTerryFit Fit(
        IReadOnlyList<(string Winner, string Loser, long Games)> games,
        double prior = UsualPrior
    )
    {
        string[] names =
        [
            .. games.SelectMany(game => new[] { game.Winner, game.Loser }).Distinct().Order(StringComparer.Ordinal),
        ];
        var count = names.Length;
        var place = names.Index().ToDictionary(name => name.Item, name => name.Index);
        var (wins, met) = (new double[count], new double[count, count]);
        foreach (var (winner, loser, times) in games.Where(game => game.Winner != game.Loser))
        {
            var (i, j) = (place[winner], place[loser]);
            wins[i] += times;
            met[i, j] += times;
            met[j, i] += times;
        }

        var votes = Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(j => met[i, j])).ToArray();
        var won = (double[])wins.Clone();
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                met[i, j] += i == j ? 0 : prior;
            }

            wins[i] += (count - 1) * prior / 2;
        }

        if (
            wins.Index().Any(win => win.Item <= 0 || win.Item >= Enumerable.Range(0, count).Sum(j => met[win.Index, j]))
        )
        {
            throw new ArgumentException(
                "Someone never won or never lost: without a prior there is no strength for that."
            );
        }

        var strengths = Maximise(wins, met);
        var covariance = Covariance(strengths, met);
        return new BradleyTerryFit(
            [
                .. names
                    .Select(
                        (name, i) =>
                            new Standing(
                                name,
                                (long)votes[i],
                                (long)won[i],
                                Math.Log(strengths[i]),
                                Math.Sqrt(Math.Max(0, covariance[i, i]))
                            )
                    )
                    .OrderByDescending(standing => standing.LogStrength),
            ],
            names,
            covariance
        );
    }

    // p_i = w_i / sum over j of n_ij / (p_i + p_j), until nothing moves.
    private static double[] Maximise(double[] wins, double[,] met)
    {
        var count = wins.Length;
        var strengths = Enumerable.Repeat(1.0, count).ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            var next = new double[count];
            for (var i = 0; i < count; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < count; j++)
                {
                    sum += i == j ? 0 : met[i, j] / (strengths[i] + strengths[j]);
                }

                next[i] = wins[i] / sum;
            }

            var mean = Math.Exp(next.Average(Math.Log));
            var moved = 0.0;
            for (var i = 0; i < count; i++)
            {
                next[i] /= mean;
                moved = Math.Max(moved, Math.Abs(next[i] - strengths[i]));
            }

            strengths = next;
            if (moved < Enough)
            {
                break;
            }
        }

        return strengths;
    }

    // The information of the logarithms is singular along (1, ..., 1): filled up there, inverted, and taken out again.
    private static double[,] Covariance(double[] strengths, double[,] met)
    {
        var count = strengths.Length;
        var information = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                information[i, j] += 1.0 / count;
                if (i != j)
                {
                    var sum = strengths[i] + strengths[j];
                    var known = met[i, j] * strengths[i] * strengths[j] / (sum * sum);
                    information[i, i] += known;
                    information[i, j] -= known;
                }
            }
        }

        var covariance = Inverse(information);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                covariance[i, j] -= 1.0 / count;
            }
        }

        return covariance;
    }

    // Gauss-Jordan; the matrix is positive definite.
    private static double[,] Inverse(double[,] matrix)
    {
        var count = matrix.GetLength(0);
        var (left, right) = ((double[,])matrix.Clone(), new double[count, count]);
        for (var i = 0; i < count; i++)
        {
            right[i, i] = 1;
        }

        for (var column = 0; column < count; column++)
        {
            var pivot = left[column, column];
            for (var j = 0; j < count; j++)
            {
                left[column, j] /= pivot;
                right[column, j] /= pivot;
            }

            for (var row = 0; row < count; row++)
            {
                var factor = left[row, column];
                if (row == column || factor == 0)
                {
                    continue;
                }

                for (var j = 0; j < count; j++)
                {
                    left[row, j] -= factor * left[column, j];
                    right[row, j] -= factor * right[column, j];
                }
            }
        }

        return right;
    }
}

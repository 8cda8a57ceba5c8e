using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Tests.Generations;

public sealed class GenerationStoreTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly DeliveredPicture[] Pictures =
    [
        new(1, 256, 256, new byte[32], [1, 2, 3]),
        new(2, 256, 256, Enumerable.Repeat((byte)0xAB, 32).ToArray(), [4]),
    ];

    private readonly GenerationStore store = new(
        database.Databases,
        new Thumbnails(
            database.Databases,
            new PersonalKeys(
                database.Databases,
                new MasterKey(Options.Create(new PersonalOptions { MasterKey = new string('5', 64) }))
            ),
            NullLogger<Thumbnails>.Instance
        )
    );

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ten_workers_one_gets_the_claim()
    {
        var id = await database.AddGenerationAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => store.ClaimAsync(id, Lease, Cancelled)));

        var claim = Assert.Single(claims, claim => claim is not null);
        Assert.Equal(1, claim!.Epoch);
        Assert.Equal("a red boat", claim.Recipe.Prompt);
        Assert.Null(claim.Message);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_writes_nothing()
    {
        var id = await database.AddGenerationAsync();
        var first = await store.ClaimAsync(id, TimeSpan.FromSeconds(-1), Cancelled);
        var second = await store.ClaimAsync(id, Lease, Cancelled);

        Assert.Equal((1, 2), (first!.Epoch, second!.Epoch));
        Assert.False(await store.RenewLeaseAsync(id, first.Epoch, Lease, Cancelled));
        Assert.False(await store.MarkDeliveredAsync(id, first.Epoch, Pictures, "abc", Cancelled));
        Assert.False(await store.MarkFailedAsync(id, first.Epoch, "It broke.", Cancelled));
        Assert.False(await store.ReleaseAsync(id, first.Epoch, Cancelled));
        Assert.Empty(await database.AuditActionsAsync(id));
        Assert.True(await store.RenewLeaseAsync(id, second.Epoch, Lease, Cancelled));
    }

    [Fact]
    public async Task Delivery_happens_once_with_its_pictures_and_audit_entry()
    {
        var id = await database.AddGenerationAsync();
        var claim = await store.ClaimAsync(id, Lease, Cancelled);

        Assert.True(await store.MarkDeliveredAsync(id, claim!.Epoch, Pictures, "abc", Cancelled));
        Assert.False(await store.MarkDeliveredAsync(id, claim.Epoch, Pictures, "abc", Cancelled));

        Assert.Null(await store.ClaimAsync(id, Lease, Cancelled));
        Assert.Equal(["imagine.delivered"], await database.AuditActionsAsync(id));
        Assert.Equal(
            2L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.pictures WHERE generation_id = '{id}'")
        );
        Assert.Equal(
            "abc",
            await database.ReadAsync<string>(
                $"SELECT recipe->>'modelRevision' FROM flash.generations WHERE id = '{id}'"
            )
        );
    }

    [Fact]
    public async Task A_failure_keeps_the_sentence_that_was_shown()
    {
        var id = await database.AddGenerationAsync();
        var claim = await store.ClaimAsync(id, Lease, Cancelled);

        Assert.True(await store.MarkFailedAsync(id, claim!.Epoch, "The model is missing.", Cancelled));

        Assert.Equal(["imagine.failed"], await database.AuditActionsAsync(id));
        Assert.Equal(
            "The model is missing.",
            await database.ReadAsync<string>($"SELECT failure FROM flash.generations WHERE id = '{id}'")
        );
    }

    [Fact]
    public async Task A_released_generation_gets_another_job_and_its_attempt_back()
    {
        var id = await database.AddGenerationAsync();
        var claim = await store.ClaimAsync(id, Lease, Cancelled);

        Assert.True(await store.ReleaseAsync(id, claim!.Epoch, Cancelled));

        Assert.Equal(
            1L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.outbox WHERE generation_id = '{id}'")
        );
        var again = await store.ClaimAsync(id, Lease, Cancelled);
        Assert.Equal((2, 1), (again!.Epoch, again.Attempt));
    }

    [Fact]
    public async Task A_generation_that_ends_three_workers_fails()
    {
        var id = await database.AddGenerationAsync();
        for (var attempt = 1; attempt <= GenerationStore.MaxAttempts; attempt++)
        {
            Assert.Equal(attempt, (await store.ClaimAsync(id, TimeSpan.FromSeconds(-1), Cancelled))!.Attempt);
        }

        Assert.Null(await store.ClaimAsync(id, Lease, Cancelled));
        var exhausted = await store.FailExhaustedAsync("I tried three times.", Cancelled);

        Assert.Contains(exhausted, generation => generation.Id == id);
        Assert.Equal(["imagine.failed"], await database.AuditActionsAsync(id));
        Assert.DoesNotContain(await store.FailExhaustedAsync("I tried three times.", Cancelled), generation =>
            generation.Id == id
        );
    }
}

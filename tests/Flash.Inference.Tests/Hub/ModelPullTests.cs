using Flash.Inference.Hub;
using Flash.Testing.Hub;

namespace Flash.Inference.Tests.Hub;

public sealed class ModelPullTests : IAsyncLifetime
{
    private const string Repository = "someone/tiny";

    private readonly string models = Directory.CreateTempSubdirectory("flash-pull-").FullName;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private HubServer hub = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await HubServer.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        http.Dispose();
        Directory.Delete(models, recursive: true);
    }

    [Fact]
    public async Task A_pulled_model_loads_and_says_where_it_came_from()
    {
        var content = hub.Add(Repository, TinyRepository());

        var folder = await PullAsync();

        Assert.Equal(Path.Combine(models, "tiny"), folder);
        var pulled = PulledModel.Read(folder)!;
        Assert.Equal((Repository, content.Commit), (pulled.Repository, pulled.Commit));
        Assert.All(await pulled.VerifyAsync(folder, Stop), check => Assert.True(check.Passed, check.Sentence));
        using var model = DiffusionModel.Load(
            folder,
            new InferenceOptions(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        Assert.Equal(["tiny"], ModelCatalog.Names(models));
        Assert.False(Directory.Exists(Path.Combine(models, ".partial")));
    }

    [Fact]
    public async Task Only_what_an_onnx_model_needs_is_brought()
    {
        var files = TinyRepository();
        files["unet/diffusion_pytorch_model.safetensors"] = [1, 2, 3];
        files["unet/model_fp16.onnx"] = [1, 2, 3];
        files["unet/model_fp16.onnx_data"] = [1, 2, 3];
        files["sd.ckpt"] = [1, 2, 3];
        files["README.md"] = [1, 2, 3];
        files["unet/model.onnx_data"] = [7];
        hub.Add(Repository, files);

        await PullAsync();

        var brought = hub.Requests.Select(request => request.Path).ToHashSet();
        Assert.Contains("unet/model.onnx", brought);
        Assert.Contains("unet/model.onnx_data", brought);
        Assert.DoesNotContain(brought, path =>
            path.Contains("fp16", StringComparison.Ordinal)
            || path.EndsWith(".safetensors", StringComparison.Ordinal)
            || !path.Contains('/') && path != "model_index.json"
        );
    }

    [Fact]
    public async Task Connections_that_drop_are_taken_up_where_they_broke()
    {
        var files = TinyRepository();
        hub.Add(Repository, files);
        hub.Faults.BytesBeforeDrop = 2_000;

        var folder = await PullAsync();

        Assert.Equal(
            files["unet/model.onnx"],
            await File.ReadAllBytesAsync(Path.Combine(folder, "unet/model.onnx"), Stop)
        );
        Assert.Contains(hub.Requests, request => request is { Path: "unet/model.onnx", Range: "bytes=2000-" });
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public async Task A_server_that_ignores_or_misreads_ranges_cannot_spoil_a_file(bool ignores, int error)
    {
        var files = TinyRepository();
        hub.Add(Repository, files);
        var (plan, pull) = await PlanAsync();
        Directory.CreateDirectory(Path.Combine(plan.PartialFolder, "unet"));
        await File.WriteAllTextAsync(Path.Combine(plan.PartialFolder, "commit"), plan.Commit, Stop);
        await File.WriteAllBytesAsync(
            Path.Combine(plan.PartialFolder, "unet/model.onnx.part"),
            files["unet/model.onnx"][..3000],
            Stop
        );
        (hub.Faults.IgnoresRanges, hub.Faults.RangeError) = (ignores, error);

        await pull.RunAsync(plan, (_, _) => { }, Stop);

        Assert.Equal(
            files["unet/model.onnx"],
            await File.ReadAllBytesAsync(Path.Combine(plan.Folder, "unet/model.onnx"), Stop)
        );
    }

    [Fact]
    public async Task A_run_goes_on_where_a_stopped_one_was()
    {
        hub.Add(Repository, TinyRepository());
        hub.Faults.BytesBeforeDrop = 2_000;
        var (plan, pull) = await PlanAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            pull.RunAsync(
                plan,
                (file, bytes) =>
                {
                    if (file.Path == "unet/model.onnx" && bytes >= 2_000)
                    {
                        stopping.Cancel();
                    }
                },
                stopping.Token
            )
        );
        hub.Faults.BytesBeforeDrop = null;
        hub.Requests.Clear();

        var (again, _) = await PlanAsync();
        Assert.True(again.Present(again.Files.Single(file => file.Path == "unet/model.onnx")) >= 2_000);
        await PullAsync();

        Assert.All(hub.Requests.Where(request => request.Path == "unet/model.onnx"), request =>
            Assert.NotNull(request.Range)
        );
    }

    [Fact]
    public async Task Wrong_bytes_are_refused_and_no_model_appears()
    {
        var files = TinyRepository();
        hub.Add(Repository, files);
        var wrong = (byte[])files["unet/model.onnx"].Clone();
        wrong[^1] ^= 1;
        hub.Faults.Send("unet/model.onnx", wrong);

        var fault = await Assert.ThrowsAsync<InferenceException>(PullAsync);

        Assert.Contains(
            "unet/model.onnx of someone/tiny arrived twice with another hash",
            fault.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(ModelCatalog.Names(models));
    }

    [Fact]
    public async Task A_busy_hub_is_asked_again_and_one_that_stays_busy_is_given_up()
    {
        hub.Add(Repository, TinyRepository());
        hub.Faults.Answer("model_index.json", 503, 429, 500);
        await PullAsync();

        hub.Add("someone/other", TinyRepository());
        hub.Faults.Answer("model_index.json", [.. Enumerable.Repeat(503, 50)]);
        var fault = await Assert.ThrowsAsync<InferenceException>(() => PullAsync("someone/other"));
        Assert.Contains("cannot be reached: the hub answered 503.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gated_repository_needs_a_token_which_only_the_hub_sees()
    {
        hub.Add(Repository, TinyRepository(), token: "hf_secret");

        var without = await Assert.ThrowsAsync<InferenceException>(PullAsync);
        var wrong = await Assert.ThrowsAsync<InferenceException>(() => PullAsync(token: "hf_other"));
        await PullAsync(token: "hf_secret");

        Assert.Contains("give a token", without.Message, StringComparison.Ordinal);
        Assert.Contains("is gated", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_", without.Message + wrong.Message, StringComparison.Ordinal);
        Assert.All(hub.Requests, request => Assert.True(request.Authorized));
    }

    [Theory]
    [InlineData("../../evil.json")]
    [InlineData("/etc/passwd")]
    [InlineData("unet/..\\evil")]
    [InlineData("unet//x")]
    public async Task Paths_that_leave_the_folder_are_refused(string path)
    {
        hub.Add(Repository, TinyRepository()).ListedAs = path;

        var fault = await Assert.ThrowsAsync<InferenceException>(PullAsync);

        Assert.Contains($"'{path}'", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(models));
    }

    [Fact]
    public async Task What_cannot_be_pulled_is_said_before_anything_is_written()
    {
        var files = TinyRepository();
        files.Remove("unet/model.onnx");
        hub.Add(Repository, files);
        hub.Add("someone/else", new Dictionary<string, byte[]> { ["config.json"] = [1] });

        Assert.Contains(
            "holds no ONNX networks",
            (await Assert.ThrowsAsync<InferenceException>(PullAsync)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is not a diffusers model",
            (await Assert.ThrowsAsync<InferenceException>(() => PullAsync("someone/else"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no public repository no/body",
            (await Assert.ThrowsAsync<InferenceException>(() => PullAsync("no/body"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'a b' is not the name",
            Assert.Throws<InferenceException>(() => HubRepository.Parse("a b")).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(models));
    }

    [Fact]
    public async Task What_would_not_load_is_refused_before_its_networks_are_brought()
    {
        var sampler = TinyRepository();
        sampler["scheduler/scheduler_config.json"] = """{"_class_name": "RePaintScheduler"}"""u8.ToArray();
        hub.Add("someone/sampler", sampler);
        var transformer = TinyRepository();
        transformer["model_index.json"] = """{"_class_name": "StableDiffusion3Pipeline"}"""u8.ToArray();
        hub.Add("someone/transformer", transformer);
        var gpu = TinyRepository();
        gpu["unet/model.onnx"] = await File.ReadAllBytesAsync(TinyModel.File("layouts/gpu-unet.onnx"), Stop);
        hub.Add("someone/gpu", gpu);

        Assert.Contains(
            "'RePaintScheduler' is not known",
            await RefusalAsync("someone/sampler"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "StableDiffusion3Pipeline",
            await RefusalAsync("someone/transformer"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(hub.Requests, request => request.Path.EndsWith(".onnx", StringComparison.Ordinal));
        Assert.Contains("has the operator GroupNorm", await RefusalAsync("someone/gpu"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(models));
    }

    [Fact]
    public async Task A_model_in_a_folder_of_the_repository_shares_the_roots_small_files()
    {
        var files = TinyRepository()
            .ToDictionary(
                file => file.Key.EndsWith(".onnx", StringComparison.Ordinal) ? $"fp16/{file.Key}" : file.Key,
                file => file.Value
            );
        hub.Add(Repository, files);
        var (plan, pull) = await PlanAsync();

        Assert.Equal("fp16", plan.Variant);
        await pull.RunAsync(plan, (_, _) => { }, Stop);
        DiffusionModel.Load(plan.Folder).Dispose();
        Assert.All(await PulledModel.Read(plan.Folder)!.VerifyAsync(plan.Folder, Stop), check =>
            Assert.True(check.Passed)
        );

        foreach (var (path, bytes) in TinyRepository())
        {
            files[$"fp32/{path}"] = bytes;
        }

        hub.Add("someone/both", files);
        Assert.Equal("fp32", (await PlanAsync("someone/both", variant: "fp32")).Plan.Variant);
        Assert.Contains(
            "holds several models: fp16, fp32; name one with --variant.",
            (await Assert.ThrowsAsync<InferenceException>(() => PullAsync("someone/both"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_variant_may_stand_in_the_names_of_files()
    {
        // The UNet in two precisions, the text encoder in one, and only it with weights beside it; the rest as ever.
        var files = TinyRepository();
        var half = TinyModel.Folder("half");
        files["unet/model_fp16.onnx"] = await File.ReadAllBytesAsync(Path.Combine(half, "unet/model.onnx"), Stop);
        files["unet/model_fp16.onnx_data"] = [1];
        files["unet/model.onnx_data"] = [2];
        hub.Add(Repository, files);

        var (plain, _) = await PlanAsync();
        Assert.Equal("", plain.Variant);
        Assert.Equal([2], Data(plain));
        var (plan, pull) = await PlanAsync(variant: "fp16");

        Assert.Equal("fp16", plan.Variant);
        Assert.Equal([1], Data(plan));
        await pull.RunAsync(plan, (_, _) => { }, Stop);
        Assert.Equal(
            files["unet/model_fp16.onnx"],
            await File.ReadAllBytesAsync(Path.Combine(plan.Folder, "unet/model.onnx"), Stop)
        );
        Assert.Equal(
            files["text_encoder/model.onnx"],
            await File.ReadAllBytesAsync(Path.Combine(plan.Folder, "text_encoder/model.onnx"), Stop)
        );
        Assert.All(await PulledModel.Read(plan.Folder)!.VerifyAsync(plan.Folder, Stop), check =>
            Assert.True(check.Passed)
        );
        // The other precision of the same commit is another model.
        Assert.Contains("holds another model", await RefusalAsync(Repository), StringComparison.Ordinal);

        List<byte> Data(PullPlan some) =>
            [
                .. some
                    .Files.Where(file => file.Path.Contains("onnx_data", StringComparison.Ordinal))
                    .Select(file => files[file.Path][0]),
            ];
    }

    [Theory]
    [InlineData("model_fp16.onnx")]
    [InlineData("model.fp16.onnx")]
    public async Task The_only_variant_need_not_be_named(string graph)
    {
        hub.Add(
            Repository,
            TinyRepository()
                .ToDictionary(
                    file => file.Key.Replace("model.onnx", graph, StringComparison.Ordinal),
                    file => file.Value
                )
        );
        var (plan, pull) = await PlanAsync();

        Assert.Equal("fp16", plan.Variant);
        await pull.RunAsync(plan, (_, _) => { }, Stop);
        DiffusionModel.Load(plan.Folder).Dispose();
    }

    [Fact]
    public async Task A_repository_that_lacks_a_part_is_refused_before_anything_large_is_brought()
    {
        var files = TinyRepository();
        files.Remove("vae_decoder/model.onnx");
        hub.Add(Repository, files);

        Assert.Equal(
            $"{Repository} would not load, so nothing was downloaded: vae_decoder/model.onnx is not there.",
            await RefusalAsync(Repository)
        );
        Assert.DoesNotContain(hub.Requests, request => request.Path.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SanaSprintPipeline")]
    [InlineData("Flux2KleinPipeline")]
    [InlineData("ZImagePipeline")]
    public async Task A_kind_of_model_that_is_not_known_is_named_and_nobody_is_told_to_export_it(string kind)
    {
        hub.Add(
            Repository,
            new Dictionary<string, byte[]>
            {
                ["model_index.json"] = System.Text.Encoding.UTF8.GetBytes($$"""{"_class_name": "{{kind}}"}"""),
                ["transformer/diffusion_pytorch_model.safetensors"] = new byte[2000],
            }
        );

        var refusal = await RefusalAsync(Repository);

        Assert.StartsWith(
            $"{Repository} cannot be loaded: it is a {kind}; known are",
            refusal,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("optimum", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_taken_is_left_alone()
    {
        hub.Add(Repository, TinyRepository());
        var folder = await PullAsync();
        var requests = hub.Requests.Count;

        await PullAsync();
        Assert.Equal(requests, hub.Requests.Count);

        File.Delete(Path.Combine(folder, "pulled.json"));
        Assert.Contains(
            "holds another model",
            (await Assert.ThrowsAsync<InferenceException>(PullAsync)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_changed_or_lost_file_is_named()
    {
        hub.Add(Repository, TinyRepository());
        var folder = await PullAsync();
        var unet = Path.Combine(folder, "unet/model.onnx");
        var bytes = await File.ReadAllBytesAsync(unet, Stop);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(unet, bytes, Stop);
        File.Delete(Path.Combine(folder, "scheduler/scheduler_config.json"));

        var checks = await PulledModel.Read(folder)!.VerifyAsync(folder, Stop);

        Assert.Equal(2, checks.Count);
        Assert.Contains(checks, check =>
            !check.Passed && check.Sentence.StartsWith("unet/model.onnx does not have", StringComparison.Ordinal)
        );
        Assert.Contains(checks, check =>
            !check.Passed
            && check.Sentence.StartsWith("scheduler/scheduler_config.json is missing", StringComparison.Ordinal)
        );
    }

    private static Dictionary<string, byte[]> TinyRepository()
    {
        var folder = TinyModel.Folder("current");
        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes);
    }

    private async Task<string> RefusalAsync(string repository) =>
        (await Assert.ThrowsAsync<InferenceException>(() => PullAsync(repository))).Message;

    private Task<string> PullAsync() => PullAsync(Repository);

    private async Task<string> PullAsync(string repository = Repository, string? token = null)
    {
        var (plan, pull) = await PlanAsync(repository, token);
        await pull.RunAsync(plan, (_, _) => { }, Stop);
        return plan.Folder;
    }

    private async Task<(PullPlan Plan, ModelPull Pull)> PlanAsync(
        string repository = Repository,
        string? token = null,
        string? variant = null
    )
    {
        var pull = new ModelPull(
            http,
            new HubOptions
            {
                HubUrl = hub.Address,
                Token = token,
                RetryDelay = TimeSpan.Zero,
            },
            TimeProvider.System
        );
        var from = HubRepository.Parse(repository);
        return (await pull.PlanAsync(from, models, from.FolderName, variant, Stop), pull);
    }
}

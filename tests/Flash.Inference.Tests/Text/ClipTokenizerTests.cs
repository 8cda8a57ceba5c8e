using System.Text.Json;
using Flash.Inference.Models;
using Flash.Inference.Text;

namespace Flash.Inference.Tests.Text;

public sealed class ClipTokenizerTests
{
    private static readonly ClipTokenizer Tokenizer = ClipTokenizer.Load(
        ModelFiles.Open(TinyModel.Folder("current")),
        "tokenizer"
    );

    private sealed record Golden(string Folder, string Text, int[] Ids);

    [Theory]
    [InlineData("current/tokenizer")]
    [InlineData("xl/tokenizer_2")]
    public void Difficult_texts_become_the_tokens_of_the_reference(string folder)
    {
        var all = JsonSerializer.Deserialize<Golden[]>(
            File.ReadAllText(TinyModel.File("tokenizer-golden.json")),
            JsonSerializerOptions.Web
        )!;
        var tokenizer = ClipTokenizer.Load(
            ModelFiles.Open(TinyModel.Folder(Path.GetDirectoryName(folder)!)),
            Path.GetFileName(folder)
        ); // a folder in a folder

        Assert.All(all.Where(golden => golden.Folder == folder), golden =>
            Assert.Equal(
                (golden.Text, string.Join(' ', golden.Ids)),
                (golden.Text, string.Join(' ', tokenizer.Tokenize(golden.Text)))
            )
        );
    }

    [Fact]
    public void A_prompt_is_framed_by_start_and_end_and_padded_to_77()
    {
        var ids = Tokenizer.Encode("the red cat");

        Assert.Equal(77, ids.Length);
        Assert.Equal([518, 515, 517, 514, 519, 519], ids[..6]);
        Assert.All(ids[5..], id => Assert.Equal(519, id));
    }

    [Fact]
    public void A_long_prompt_is_cut_and_still_ends_with_the_end_token()
    {
        var ids = Tokenizer.Encode(string.Concat(Enumerable.Repeat("cat ", 200)));

        Assert.Equal(77, ids.Length);
        Assert.Equal(514, ids[75]);
        Assert.Equal(519, ids[76]);
    }

    [Fact]
    public void The_padding_token_is_read_from_the_special_tokens_map() =>
        Assert.Equal(0, ClipTokenizer.Load(ModelFiles.Open(TinyModel.Folder("legacy")), "tokenizer").Encode("cat")[^1]);

    [Fact]
    public void A_lone_surrogate_is_no_error() => Assert.NotEmpty(Tokenizer.Tokenize("a \ud83d b"));

    [Fact]
    public void Sdxls_two_tokenizers_pad_each_in_its_own_way()
    {
        var files = ModelFiles.Open(TinyModel.Folder("xl"));

        Assert.Equal(519, ClipTokenizer.Load(files, "tokenizer").Encode("cat")[^1]);
        Assert.Equal(0, ClipTokenizer.Load(files, "tokenizer_2").Encode("cat")[^1]);
    }
}

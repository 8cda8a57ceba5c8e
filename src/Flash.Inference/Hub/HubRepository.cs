using System.Text.RegularExpressions;

namespace Flash.Inference.Hub;

/// <summary>A model repository on a hub, at a branch, tag or commit.</summary>
public sealed partial record HubRepository
{
    private HubRepository(string name, string revision) => (Name, Revision) = (name, revision);

    /// <summary><c>owner/name</c>, or a bare name for the hub's oldest repositories.</summary>
    public string Name { get; }

    /// <summary>Branch, tag or commit.</summary>
    public string Revision { get; }

    /// <summary>What the model's folder is called by default: the part after the slash.</summary>
    public string FolderName => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <param name="name">As in <see cref="Name"/>.</param>
    /// <param name="revision">As in <see cref="Revision"/>.</param>
    /// <exception cref="InferenceException">One of them cannot be a name on a hub.</exception>
    public static HubRepository Parse(string name, string revision = "main")
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new InferenceException(
                $"'{name}' is not the name of a repository; expected OWNER/NAME such as stabilityai/sd-turbo."
            );
        }

        return RevisionPattern().IsMatch(revision) && !revision.Contains("..", StringComparison.Ordinal)
            ? new HubRepository(name, revision)
            : throw new InferenceException(
                $"'{revision}' is not a revision; expected a branch, tag or commit such as main."
            );
    }

    /// <inheritdoc/>
    public override string ToString() => Revision == "main" ? Name : $"{Name} at {Revision}";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,95}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,95})?$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_./-]{0,127}$")]
    private static partial Regex RevisionPattern();
}

using System.ComponentModel;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Cli.Vocabulary;

/// <summary>Describes an option that takes one of a list of words. Help and completion read the list here; what is not
/// in it is the server's to refuse, for a newer server may know more.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute : DescriptionAttribute
{
    // A longer list would not fit into a line of help; completion offers all of them.
    private const int MostListed = 8;

    private readonly string sentence;

    public OneOfAttribute(string sentence, params string[] choices) => (this.sentence, Choices) = (sentence, choices);

    public OneOfAttribute(string sentence, Type enumType)
        : this(sentence, [.. WireName.All(enumType)]) { }

    public IReadOnlyList<string> Choices { get; }

    /// <inheritdoc/>
    public override string Description =>
        Choices.Count > MostListed
            ? $"{sentence}, such as {string.Join(", ", Choices.Take(2))}"
            : $"{sentence}: {WordList.Of(Choices)}";
}

/// <summary>What the value of an option or an argument names, where it is not one of a list of words.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesAttribute(Named what) : Attribute
{
    public Named What => what;
}

/// <summary>Things whose names are completed from elsewhere than the vocabulary.</summary>
internal enum Named
{
    /// <summary>Negotiations of the server.</summary>
    Negotiations,

    /// <summary>Actors of the server.</summary>
    Actors,

    /// <summary>Types of event.</summary>
    EventTypes,

    /// <summary>Subscriptions of the caller.</summary>
    Subscriptions,

    /// <summary>Profiles of the profile file.</summary>
    Profiles,

    /// <summary>Files of this machine.</summary>
    Files,

    /// <summary>As <see cref="Files"/>, or standard input where it is a hyphen.</summary>
    Input,
}

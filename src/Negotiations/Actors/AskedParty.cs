namespace Negotiations.Actors;

/// <summary>An actor as a question means it.</summary>
/// <param name="Code">Under which it is stored.</param>
/// <param name="Codes">Under which events may name it: its own, and those of actors merged into it.</param>
public sealed record AskedParty(string Code, IReadOnlyList<string> Codes)
{
    /// <summary>The code of what was named, be it merged into another: a question that stands for long is about it when
    /// they are parted again.</summary>
    public string Entry { get; init; } = Code;

    /// <param name="text">Any code or name.</param>
    /// <param name="registry">Which knows it or not.</param>
    public static AskedParty? Find(string text, ActorRegistry registry) =>
        registry.Find(text) is { } actor
            ? new AskedParty(actor.Code, registry.CodesOf(actor.Code)) { Entry = registry.EntryOf(text) ?? actor.Code }
            : null;
}

using System.Collections.Frozen;

namespace Negotiations.Server.Http;

/// <summary>The words of the contract. A word has the same meaning everywhere, so it is explained once, with one
/// example; a type's own comment goes first. <c>Type.word</c> is for the few that mean something else in one
/// place.</summary>
internal static partial class Glossary
{
    /// <summary>Word to meaning and example, as JSON; no example: one follows from the type.</summary>
    public static FrozenDictionary<string, (string Text, string? Example)> Words { get; } =
        new[] { Figures, Actors, Envelope, Happenings, Views, Qualified }
            .SelectMany(part => part)
            .ToFrozenDictionary(StringComparer.Ordinal);
}

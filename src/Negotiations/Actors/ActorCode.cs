using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>The codes under which events store actors.</summary>
public static class ActorCode
{
    public const string Form =
        "2 to 40 capitals, digits and hyphens, beginning with a capital, as in KGZ, UNRCCA, AFG-TAL";

    public static bool IsCode(string text) =>
        text.Length is >= 2 and <= 40
        && char.IsAsciiLetterUpper(text[0])
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    internal static Refusal Refuse(string text, string at) =>
        Refusal.Invalid("bad-actor", $"'{Slug.Clip(text)}' cannot be an actor's code. Use {Form}.", at);
}

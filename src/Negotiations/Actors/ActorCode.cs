using Negotiations.Record;

namespace Negotiations.Actors;

/// <summary>The codes under which events store actors.</summary>
public static class ActorCode
{
    public const string Form =
        "2 to 40 capitals, digits and hyphens, beginning with a capital, as in KGZ, UNRCCA, AFG-TAL";

    public static bool IsCode(string text) => ContentRules.IsActorCode(text);

    internal static Refusal Refuse(string text, string at) =>
        Refusal.Invalid("bad-actor", $"'{Slug.Clip(text)}' cannot be an actor's code. Use {Form}.", at);
}

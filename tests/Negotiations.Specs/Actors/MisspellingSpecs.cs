using CsCheck;
using Negotiations.Actors;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>A state's name with one letter wrong is never taken for a state, and that state is suggested.</summary>
public sealed class MisspellingSpecs
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const string Cyrillic = "абвгдежзийклмнопрстуфхцчшщыьэюя";

    private static readonly (string Code, string Name)[] Names =
    [
        .. from actor in ActorRegistry.BuiltIn.All
        where actor is { Kind: ActorKind.State, Until: null }
        from name in actor.Names.Values.Distinct()
        select (actor.Code, name),
    ];

    // Some misspellings are a name of their own (Iran, Iraq), a code (Cub), or the same name without its marks.
    private static readonly HashSet<string> Known =
    [
        .. ActorRegistry.BuiltIn.All.SelectMany(TextsOf).Select(ActorNameKey.Of),
    ];

    [Fact]
    public void Any_name_of_any_state_with_one_letter_wrong() =>
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 3], Gen.Int[0, 99], Gen.Int[0, 99])
            .Sample(
                (state, how, place, letter) =>
                    Check(Names[state].Code, Misspell(Names[state].Name, how, place, letter)),
                iter: 3000,
                threads: 2
            );

    [Fact]
    public void The_shortest_names_with_every_letter_wrong_in_every_way()
    {
        foreach (var (code, name) in Names.Where(each => each.Name.Length <= 4))
            for (var place = 0; place < name.Count(char.IsLetter); place++)
            for (var how = 0; how <= 3; how++)
            for (var letter = 0; letter < (how is 1 or 2 ? Cyrillic.Length : 1); letter++)
                Check(code, Misspell(name, how, place, letter));
    }

    private static void Check(string code, string written)
    {
        var registry = ActorRegistry.BuiltIn;
        if (Known.Contains(ActorNameKey.Of(written)) || IsTwoNames(code, written))
            return;

        Assert.True(registry.Find(written) is null, $"'{written}' was taken for {registry.Find(written)?.Code}");

        // Only three are suggested: some short words are one letter away from more (иман: Иран, Оман, Яман).
        var suggested = registry.Suggest(written);
        Assert.True(
            suggested.Any(each => each.Code == code)
                || (suggested.Count == 3 && suggested.All(each => IsNear(Key(written), Key(each.Name)))),
            $"'{written}' does not suggest {code} but {string.Join(", ", suggested.Select(each => each.Name))}"
        );
    }

    // A name with another in brackets, as tables write it: Мьянма (Бирма) without its soft sign has the Tajik name.
    private static bool IsTwoNames(string code, string written) =>
        written.Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is { Length: 2 } parts
        && parts.All(part => ActorRegistry.BuiltIn.Find(part)?.Code == code);

    private static IEnumerable<string> TextsOf(KnownActor actor) =>
        [
            actor.Code,
            .. actor.Names.Values,
            .. actor.OtherNames ?? [],
            .. actor.FormerNames ?? [],
            .. actor.Abbreviations ?? [],
            .. (actor.Ids ?? []).Select(id => id.Id),
        ];

    private static string Key(string text) => ActorNameKey.Of(text);

    private static bool IsNear(string one, string other)
    {
        var start = one.AsSpan().CommonPrefixLength(other);
        var (left, right) = (one[start..], other[start..]);
        return (left.Length > 0 && left[1..] == right)
            || (right.Length > 0 && right[1..] == left)
            || (left.Length > 0 && right.Length > 0 && left[1..] == right[1..])
            || (
                left.Length > 1
                && right.Length > 1
                && left[0] == right[1]
                && left[1] == right[0]
                && left[2..] == right[2..]
            );
    }

    private static string Misspell(string name, int how, int place, int letter)
    {
        var letters = Enumerable.Range(0, name.Length).Where(i => char.IsLetter(name[i])).ToArray();
        var at = letters[place % letters.Length];
        var alphabet = char.IsAsciiLetter(name[at]) || name[at] < 'Ѐ' ? Latin : Cyrillic;
        var other = alphabet[letter % alphabet.Length];
        return how switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, other.ToString()),
            2 => name.Remove(at, 1).Insert(at, other.ToString()),
            _ => at + 1 < name.Length ? name.Remove(at, 2).Insert(at, $"{name[at + 1]}{name[at]}") : name.Remove(at, 1),
        };
    }
}

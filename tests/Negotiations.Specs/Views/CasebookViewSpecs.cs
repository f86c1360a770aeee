using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;
using Negotiations.Record;
using Negotiations.Specs.Ledger;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>
/// The views of the casebook, as hashes of their members, under the version of the fold that made them. Stored views
/// are made again only when <see cref="StatusFold.Version"/> has changed: output that changes without it stays old in
/// every store.
/// </summary>
public class CasebookViewSpecs
{
    private const string Path = "tests/Negotiations.Specs/Views/casebook-views.txt";
    private const string Accepting = "NEGOTIATIONS_ACCEPT";

    private static readonly DateOnly[] Days = [new(2024, 9, 30), new(2025, 12, 31)];

    [Fact]
    public void The_fold_gives_other_views_only_under_another_version()
    {
        var file = Repository.Path(Path);
        var golden = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] current = [VersionLine, .. CasebookSpecs.Streams.Values.OrderBy(each => each.Id).SelectMany(LinesOf)];

        var changed = Unexplained(golden, current);
        Assert.True(
            changed.Count == 0,
            $"The fold gives other views of the same events than version {StatusFold.Version} did: raise "
                + $"StatusFold.Version, then run this once with {Accepting}=1.\n{string.Join('\n', changed)}"
        );
        if (Environment.GetEnvironmentVariable(Accepting) == "1")
            File.WriteAllLines(file, current);
        else
            Assert.True(
                golden.SequenceEqual(current),
                $"{Path} is of other events or of another version of the fold: run this once with {Accepting}=1."
            );
    }

    [Fact]
    public void A_changed_view_of_the_same_events_needs_another_version_and_one_of_other_events_does_not()
    {
        string[] golden = ["version 7", "a input 1", "a 2024-09-30 phase 2", "b input 1", "b 2024-09-30 phase 2"];

        Assert.Equal(
            ["a 2024-09-30 phase"],
            Unexplained(golden, ["version 7", "a input 1", "a 2024-09-30 phase 3", "b input 2", "b 2024-09-30 phase 3"])
        );
        Assert.Empty(Unexplained(golden, ["version 8", "a input 1", "a 2024-09-30 phase 3"]));
        Assert.Empty(Unexplained([], golden));
    }

    private static string VersionLine => string.Create(CultureInfo.InvariantCulture, $"version {StatusFold.Version}");

    /// <summary>Members that differ although version and events are the same.</summary>
    private static List<string> Unexplained(string[] golden, string[] current)
    {
        if (golden.FirstOrDefault() != current.FirstOrDefault())
            return [];

        var before = golden.Skip(1).ToHashSet();
        var sameInput = current.Where(line => IsInput(line) && before.Contains(line)).Select(IdOf).ToHashSet();
        return
        [
            .. current
                .Skip(1)
                .Where(line => sameInput.Contains(IdOf(line)) && !before.Contains(line))
                .Select(line => line[..line.LastIndexOf(' ')]),
        ];
    }

    private static bool IsInput(string line) => line.Split(' ') is [_, "input", _];

    private static string IdOf(string line) => line.Split(' ')[0];

    private static IEnumerable<string> LinesOf(Negotiation negotiation) =>
        Days.SelectMany(day => MembersOf(negotiation, day)).Prepend($"{negotiation.Id} input {InputOf(negotiation)}");

    private static string InputOf(Negotiation negotiation) =>
        HashOf(
            string.Join('\n', negotiation.Events.Select(each => Encoding.UTF8.GetString(EventJson.Write(each.Event))))
        );

    private static IEnumerable<string> MembersOf(Negotiation negotiation, DateOnly day) =>
        StatusFold.Of(negotiation, Clocks.On(day)) is { Status: var status }
            ? JsonSerializer
                .SerializeToNode(status, EventJson.Options)!
                .AsObject()
                .Select(member => $"{negotiation.Id} {day:yyyy-MM-dd} {member.Key} {HashOf(member.Value)}")
            : [];

    private static string HashOf(JsonNode? value) => HashOf(value?.ToJsonString() ?? "");

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}

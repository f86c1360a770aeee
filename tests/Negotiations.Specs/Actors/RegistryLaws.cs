using System.Text.Json;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Json;
using Negotiations.Values;

namespace Negotiations.Specs.Actors;

/// <summary>In whatever order actors are registered, renamed, merged, set apart again and succeeded: each name means
/// one actor all the time, and what is undone leaves nothing.</summary>
public sealed class RegistryLaws
{
    private static readonly DateOnly Today = new(2025, 2, 1);

    // Shipped ones among them; few enough that they meet.
    private static readonly string[] Codes = ["ONE", "TWO", "THREE", "FOUR", "KGZ", "SUN", "RUS"];

    private static readonly string[] Names = ["Alpha", "Beta", "Gamma", "Kirghizia", "Soviet Union", "Delta", "ONE"];

    private static readonly ActorRegistry Few = ActorRegistry.BuiltIn.Without(
        ActorRegistry.BuiltIn.All.Select(each => each.Code).Except([.. Codes, "UKR", "IFAS"])
    );

    // The same in every run.
    private static IEnumerable<List<(int Kind, int Actor, int Other, int Name)>> Stories =>
        Enumerable.Range(1, 1000).Select(Story);

    [Fact]
    public void A_name_means_one_actor_after_every_change()
    {
        var accepted = 0;
        foreach (var (number, steps) in Stories.Index())
        {
            var record = new Record();
            foreach (var step in steps)
            {
                record.Try(step);
                record.IsSound($"story {number}");
            }

            accepted += record.Accepted;
        }

        Assert.True(accepted > 5000, $"{accepted} changes were accepted.");
    }

    [Fact]
    public void What_is_undone_to_the_last_leaves_registrations_and_names_as_if_it_had_never_been()
    {
        foreach (var (number, steps) in Stories.Index())
        {
            var record = new Record();
            foreach (var step in steps)
                record.Try(step);

            record.UndoAll();
            Assert.Equal($"story {number}{record.WithoutWhatWasUndone()}", $"story {number}{record.Bytes()}");
        }
    }

    private static List<(int Kind, int Actor, int Other, int Name)> Story(int number)
    {
        var chance = new Random(number);
        return
        [
            .. Enumerable
                .Range(0, chance.Next(10, 60))
                .Select(_ =>
                    (chance.Next(10), chance.Next(Codes.Length), chance.Next(Codes.Length), chance.Next(Names.Length))
                ),
        ];
    }

    private sealed class Record
    {
        private readonly Dictionary<string, ActorRecord> entries = Codes.ToDictionary(code => code, ActorRecord.Of);
        private ActorRegistry registry = Few;
        private int last;

        public int Accepted { get; private set; }

        public void Try((int Kind, int Actor, int Other, int Name) step)
        {
            var (code, other, name) = (Codes[step.Actor], Codes[step.Other], Names[step.Name]);
            var names = new Dictionary<string, string> { ["en"] = name };
            var known = entries[code].Events;
            Try(
                code,
                step.Kind switch
                {
                    0 or 1 => Sourced(
                        new ActorRegistered
                        {
                            Reason = "r",
                            Kind = ActorKind.Organisation,
                            Names = names,
                        }
                    ),
                    2 or 3 => Sourced(new ActorRenamed { Reason = "r", Names = names }),
                    4 or 5 => Sourced(new ActorMerged { Reason = "r", Into = other }),
                    6 => Sourced(new ActorUnmerged { Reason = "r", Merge = Last<ActorMerged>(known) ?? Guid.Empty }),
                    7 or 8 => Sourced(
                        new ActorSucceeded
                        {
                            Reason = "r",
                            By = [other],
                            Occurred = Edtf.Parse($"20{10 + step.Name}"),
                        }
                    ),
                    _ => Sourced(
                        new ActorSuccessionUndone
                        {
                            Reason = "r",
                            Succession = Last<ActorSucceeded>(known) ?? Guid.Empty,
                        }
                    ),
                }
            );
        }

        public void IsSound(string story)
        {
            foreach (var code in Codes)
            {
                if (registry.At(code) is not { } actor)
                    continue;

                var standing = registry.StandingCode(code);
                var where = $"{story}, {code} ({standing})";
                Assert.True(registry.At(standing)!.MergedInto is null, where);
                Assert.Contains(code, registry.CodesOf(standing));
                foreach (var text in new[] { code, actor.NameIn("en") })
                    Assert.Equal($"{where} by {text} {standing}", $"{where} by {text} {registry.Find(text)?.Code}");

                Assert.True(
                    actor.MergedInto is not null || !(actor.Successors ?? []).Any(each => registry.IsSame(each, code)),
                    $"{where} follows itself"
                );
            }
        }

        public void UndoAll()
        {
            // Those that are merged can be set apart in any order; a merged actor's succession only then.
            foreach (var (code, entry) in entries.ToList())
                if (registry.At(code)?.MergedInto is not null)
                    Try(
                        code,
                        Sourced(new ActorUnmerged { Reason = "r", Merge = Last<ActorMerged>(entry.Events)!.Value })
                    );

            // One may have to be undone before another.
            for (var before = -1; before != Accepted; )
            {
                before = Accepted;
                foreach (var (code, entry) in entries.ToList())
                foreach (var each in entry.Events.OfType<ActorSucceeded>())
                    Try(code, Sourced(new ActorSuccessionUndone { Reason = "r", Succession = each.EventId!.Value }));
            }
        }

        public string WithoutWhatWasUndone() =>
            Print(
                entries.Values.Select(each =>
                    each with
                    {
                        Events = [.. each.Events.Where(change => change is ActorRegistered or ActorRenamed)],
                    }
                )
            );

        public string Bytes() => Print(entries.Values);

        private void Try(string code, ActorEvent change)
        {
            var entry = entries[code];
            if (ChangeActor.Decide(new ChangeActor(code, change), entry, registry, Today) is not ActorDecision.Accepted)
                return;

            Accepted++;
            entries[code] = entry.With(change);
            registry = registry.With(entries[code].Actor()!);
        }

        private ActorEvent Sourced(ActorEvent change) =>
            change with
            {
                EventId = new Guid(++last, 0, 0, new byte[8]),
                Sources = [new Source { Publisher = "Gazette" }],
            };

        private static Guid? Last<T>(IEnumerable<ActorEvent> events)
            where T : ActorEvent => events.OfType<T>().LastOrDefault()?.EventId;

        private static string Print(IEnumerable<ActorRecord> entries) =>
            JsonSerializer.Serialize(entries.Select(each => each.Actor()), EventJson.Options);
    }
}

using System.Text.Json.Nodes;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger.Oracles;

/// <summary>Proofs that show members, judged with trees, notes and canonical JSON that no one here wrote.</summary>
public class MemberOracleSpecs
{
    [Fact]
    public async Task Go_accepts_the_members_that_a_proof_shows_and_refuses_every_forgery() =>
        await JudgesMembers(Oracle.Go());

    [Fact]
    public async Task Npm_accepts_the_members_that_a_proof_shows_and_refuses_every_forgery() =>
        await JudgesMembers(Oracle.Node());

    private static async Task JudgesMembers(Oracle oracle)
    {
        List<(string Change, TlogProof Proof)> files =
        [
            ("none", MembersExample.Proof),
            (
                "everything is shown",
                MembersExample.ProofOf(new MemberProof(MembersExample.Leaf, MembersExample.Whole).ToBytes())
            ),
            ("only the entry", MembersExample.ProofOf(MembersExample.Leaf.ToBytes())),
            .. MembersExample.Forged(),
        ];
        var verdicts = await oracle.Judge(
            [
                .. files.Select(file => new JsonObject
                {
                    ["check"] = "members",
                    ["text"] = file.Proof.ToString(),
                    ["vkey"] = Ledgers.Log.VerifierKey.Text,
                }),
            ],
            TestContext.Current.CancellationToken
        );

        Assert.All(files.Zip(verdicts), pair =>
            Assert.True(
                MembersExample.WhyNot(pair.First.Proof.ToBytes()) is null == pair.Second.Holds,
                $"{pair.First.Change}: {pair.Second.Said}"
            )
        );
        Assert.Equal(3, verdicts.Count(verdict => verdict.Holds));
    }
}

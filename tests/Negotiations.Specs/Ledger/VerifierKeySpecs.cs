using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>The text by which a log or a witness shows its public key.</summary>
public class VerifierKeySpecs
{
    // C2SP signed-note, "Verifier keys", example.
    public const string SpecificationsOwn = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    [Fact]
    public void The_specifications_own_key_reads_and_writes_back()
    {
        Assert.True(VerifierKey.TryParse(SpecificationsOwn, out var key, out _));
        Assert.Equal(("example.com/foo", 0x530d903au, SignatureKind.Note), (key.Name, key.KeyId, key.Kind));
        Assert.Equal(SpecificationsOwn, key.Text);
    }

    [Fact]
    public void A_public_key_has_another_id_for_another_kind()
    {
        using var log = new NoteSigner(Ledgers.Origin, SignatureKind.Note, Ledgers.LogSeed);
        using var witness = new NoteSigner(Ledgers.Origin, SignatureKind.Cosignature, Ledgers.LogSeed);
        Assert.NotEqual(log.VerifierKey.KeyId, witness.VerifierKey.KeyId);
        Assert.NotEqual(log.VerifierKey, witness.VerifierKey);
    }

    [Theory]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // another id
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // another name
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // kind 2
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==")] // a byte short
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k ")]
    [InlineData("example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_text_is_refused(string? text)
    {
        Assert.False(VerifierKey.TryParse(text, out _, out var failure));
        Assert.Equal("vkey", failure.What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\nb")]
    public void A_name_that_could_not_stand_in_a_note_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new NoteSigner(name, SignatureKind.Note, Ledgers.LogSeed));

    [Fact]
    public void A_seed_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new NoteSigner("a", SignatureKind.Note, new byte[31]));
}

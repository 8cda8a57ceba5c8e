using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>Thumbnails are sealed with a key of their person's. Those without a key are in the open until a running process has sealed them.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261127070000_SealedThumbnails")]
    public sealed class SealedThumbnails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.personal_keys ADD COLUMN purpose text NOT NULL DEFAULT 'log' CHECK (purpose IN ('log', 'pictures'));
                DROP INDEX flash.personal_keys_one_in_use;
                CREATE UNIQUE INDEX personal_keys_one_in_use ON flash.personal_keys (platform, external_id, period, purpose) WHERE destroyed_at IS NULL;
                ALTER TABLE flash.pictures ADD COLUMN key_id bigint REFERENCES flash.personal_keys (id);
                CREATE INDEX pictures_key_idx ON flash.pictures (key_id);
                CREATE INDEX pictures_in_the_open_idx ON flash.pictures (generation_id) WHERE key_id IS NULL AND thumbnail <> '';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // What is sealed cannot be opened here: the master key is not in the database.
            migrationBuilder.Sql("""
                DELETE FROM flash.pictures WHERE key_id IS NOT NULL;
                ALTER TABLE flash.pictures DROP COLUMN key_id;
                UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = now(), is_expired = true WHERE purpose = 'pictures' AND destroyed_at IS NULL;
                DROP INDEX flash.personal_keys_one_in_use;
                CREATE UNIQUE INDEX personal_keys_one_in_use ON flash.personal_keys (platform, external_id, period) WHERE destroyed_at IS NULL;
                ALTER TABLE flash.personal_keys DROP COLUMN purpose;
                """);
        }
    }
}

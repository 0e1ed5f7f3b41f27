/**
 * Keys that PuTTY's own puttygen 0.78 wrote, with the fingerprint that it prints of each. Made for these tests: they open nothing. The encrypted ones have the
 * passphrase of PUTTY_PASSPHRASE.
 */
export const PUTTY_PASSPHRASE = 'open sesame';

export const PUTTY_KEYS = {
	ed25519In2: {
		fingerprint: 'SHA256:PXiKxlMwWsmgdUjokQDagH/IfgNI7wfT+yDtir087D0',
		text: `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: none
Comment: erp key
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIAGWeM14nHO7094sTzbC4UntN5Q1tC+Lo8NxOSSp
+Ibt
Private-Lines: 1
AAAAIFtq0xDhWVoGm880ezX9I9R3A1Q4B9rrdHSsW4omtBh9
Private-MAC: ac203040f8cf88ea025d13ebe644e53dbc7b6edd
`,
	},
	ed25519In3: {
		fingerprint: 'SHA256:rVw7sTzsv/+H0WMhkp/eotzC6zF9H2CtAtF0DkzTtsg',
		text: `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: erp key
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAICKhgNDFmbwY3zUH+VA3K+NiPvqEBfQ6kPD5eXcv
mkHE
Private-Lines: 1
AAAAIHnPTcGoQLNeExusu2UV8OLG1vPfMhGSgDVySJm97ZFX
Private-MAC: 5ad80359e49e8440a82fae9284c605b0c39327ce222b93ddbe5f15df8505080b
`,
	},
	ecdsaIn2: {
		fingerprint: 'SHA256:nuIODeGgRsQluGPfPI2ozDdbglIlJQlxKcfZ4nXNOrg',
		text: `PuTTY-User-Key-File-2: ecdsa-sha2-nistp384
Encryption: none
Comment: erp key
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBGf0QpppalEd
Hvwi2ARi24jFc3wXbsO+iU1GmQ2VvEIP880eO34YkRW5AQRof4e9Wyr13+RFs+SQ
9qutakCo/G7v3uyK7EXy2oN4g99aTka4lIA/L/NpEPvHVVz8Er9Spw==
Private-Lines: 2
AAAAMQCNqVZqzvgs59Z/1MymQUJY5AQO1n2KuGJE4EjNFTCS9RkU4z7nxs0buk8F
gMGXses=
Private-MAC: 421e2ec6c696a610e7257bdb35918da43768313b
`,
	},
	ecdsaIn3: {
		fingerprint: 'SHA256:5OUnloqH2EMc+ibyWuxyxiHn6fV4Ap+E9hz4EZqYk/w',
		text: `PuTTY-User-Key-File-3: ecdsa-sha2-nistp384
Encryption: none
Comment: erp key
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBNooN6DCNGl8
4fzGOBdxIBy27IipBMCvfTcRQ+l4l53TB5oH0qismYxFBOaHoY4I5yZGPx0rhH+z
JU8P5P33tK1ebRFeVSVpPLvn3G2MT5q3hWYBtwOc9KcfOtZ3tww2ng==
Private-Lines: 2
AAAAMQD3xZVbsK3ZJSKzvktV26mkGTThmkD3kwswIA/8sbb7wi/68HNRwMj08fC4
ULHcGyY=
Private-MAC: 1899bd90788d49ed84582d196d14db1a10be23f4ed262b65c0ac9f397ff580fe
`,
	},
	rsaIn2: {
		fingerprint: 'SHA256:3ZrKAsQReMeeP1hovjrfxMXEgud21yerTEL/m+zxqTc',
		text: `PuTTY-User-Key-File-2: ssh-rsa
Encryption: none
Comment: erp key
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCthgmGNwGbIcG+TVXAzGhXhOVzcvWLjuH8
yVM/0xHkENJjKsuPuCqr21kAxvOLZB+BLD1dchnK45G6/dePq3AHObrSl4ax4Ftq
121Oc0n9x7ArzbsN8AV/LgL4REUAEgwMiLWvujNamB7f1C+uiSncZrUrgR68renA
cUmQgCH5Jw==
Private-Lines: 8
AAAAgQCdYhHnYqKZQq/H27qoaH1Gy+mUobLlxk1gCnXwUI9MjJlVim4gx0gkoYkD
NG+WgNQ2Q5rQ03ljVK5LrIpD65lp4IZS/GYN1VCjOAYiQnOGbvujKve+hMVvRV5+
ni0YX3FDsoBTTZT6rXMBaPmVsmrBwFG6KRYDxO1JWMXP3/WdsQAAAEEA+Wz22P3c
zCSu0VIuNmFTXGJCOhmC/2zvRq1Gsk+dAmo39v2qIApLPhReenNHl1PuWVeuuOo4
O2S/3vJ6loVW6QAAAEEAshjprHM6fUjZ0L0uP+yuHLjp+7R8eJmuhGVU5v9UN7Dx
OSqzHVb5Ou4dkiRbSCi23Vnb6mMsaH0g1EoVvKjljwAAAEEAh/RfF88klotxcKj6
uxmE2cetaQbujs6wjjZ/0H/QrlF26oGlHZ5vVaplnXnUBNElYMpJcDG6/jjTxp3S
taU3EA==
Private-MAC: 3fde57e60024409000f3b6ec8321b6d1e41b3538
`,
	},
	rsaIn3: {
		fingerprint: 'SHA256:eJgRi8DeQVq6AUIKYTURWAbaMtvfr8HbRYUoouopmoY',
		text: `PuTTY-User-Key-File-3: ssh-rsa
Encryption: none
Comment: erp key
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCzqQNG/Y7xLSb9M82FgeKkM3L9xpeRr+hi
mUzmNMpVCmjDcYPRdUhVW2VN691kCGhJiwbr67W7ZM8CtTbI28qNRCdFlclA++z9
i/FI3A6WtiiKY8U03CQTjdPLei9tMv6oIY6lh9s9sF8tKXZhlA2I7aJWHA8DKxOT
x62Rr1wmBw==
Private-Lines: 8
AAAAgHKVSrfOI4qCJ6m5jkyl6Cyde6uLK0QJkwa/iyIPbTQLrYFpNo8yY+28msG1
ur9/9TNibgmtjXx08OpjNQup0mZwCjBWlBFWXSflk7Opxv0dMzEO3eoISJNtvaQd
5pQWp3oG8g28SojSzI2hUvUJKfs1dUY8qp02Z6YLxVt6xPKBAAAAQQDp0u0tLzBO
K3LP+KZrlMcFISqLPVujNFN/s1PUU6lmgasBHMxyvVeOJiPIkznUgJtXk7TDxnUb
npQ63njUSLKnAAAAQQDEswfjf1mJFA1emLn5P58JKUqXv/tifrbwj/+6qnkuIXtO
HCWmvGMRvSsNg65q09ZmyKa/SIf6exVbhWWonj2hAAAAQQC3UZIDB2ut4oCcWYIZ
txHbObKx0YkM9oFCQXu9WMYzRwa9U4zwwTCsHwLIYsUpU4xf94VCemk4k/mbRPBr
pX1L
Private-MAC: 43d81db96e3b7d7de110d1de247437a0bab369793347e9c52b3b5e294efcc25d
`,
	},
	rsaIn2Encrypted: {
		fingerprint: 'SHA256:m2Ir9jXb+AaNZawJRGlu8ROorEAgVk6vZxzS9egW+eQ',
		text: `PuTTY-User-Key-File-2: ssh-rsa
Encryption: aes256-cbc
Comment: erp key
Public-Lines: 4
AAAAB3NzaC1yc2EAAAADAQABAAAAgQCfOPMVEnIiq8a3ZXCTzIOcfc0+WmX9kuvZ
est2HEgB4FS2Lc38pWh40i+Q1KaTHznPMDRhLcD9KXOXz8TAAcuVB2JAuRDmYKIq
lM7K+pFDn4sruQMfNIx8D9puNc+sZO4EYteEgYPrz8YgsuzyW1Ei9O8sirtGnJZ6
GhXMJx8NBQ==
Private-Lines: 8
swwB36T/Od4qnvXeJTwu0emDfvuYwAqu802VvVsoZeyGB/yDn+KiHwmjrtjVJlMp
q5LaWJe3eBMHiUHjsMdfh/5BN9jOfOlES0ch0QPxoayjsHoAMuCVQvczcHQy03/q
nhDm1muJETT5PTs3zhJH/5SJedc8tZsipH0IUG4Wn5zdlQYxKEUlDsJ3Zs8p4ma+
6uA1B6qdIT2oahOMUqgGUi+V4uMm/tZwuBQqikNGTn+ME9pvHTRMNSsdV/0GyS8G
VfWKpXWa7xjWnqz9/XkQoooXRLXx4U/p79GlqfSzYBNqe7eQVw1t6CYSBTOdVRRT
G3+mrM2XUeCXSB8otCfp4YWwgG5DTv+YwgIoU6Q0WcD6YWMns2D/tH8+3gOcu+sm
53C3UfLEMK1fTDCsT9joXGRYm3bOpayjvnRZx7s/nEQHtjxWH7vBMdWD3tgyeNke
HyL37BtYaqDyEvfVJm23rw==
Private-MAC: 782e2646ea78e270fe3deff9b5c207a46cae276a
`,
	},
	ed25519In2Encrypted: {
		fingerprint: 'SHA256:WR/swHgu+SxlH3ht0FhUTXbf/meaYmcnWh3bfmloPDw',
		text: `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: aes256-cbc
Comment: erp key
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIHQXConPx6gCCUmHKaRy6Aazr+j5mYKktg/bLZTW
HsfD
Private-Lines: 1
sY8GpxxnO9v38RG2hosj9QqDtr6plZfXWxy5wG2am9whzNd3dj44Mk6Sq1AswhBM
Private-MAC: 252910359e322ea1c739ce1e0d20b81bfda4cfef
`,
	},
	ed25519In3Encrypted: {
		fingerprint: 'SHA256:mUSjdEtCxPDgvWh9J6JChFIZsPOHH6TJ020687mpapE',
		text: `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: erp key
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIEydtGFbZZC/wEP4JdBIH9yEU/O4bDjeJiKwLp+Q
GeUI
Key-Derivation: Argon2id
Argon2-Memory: 64
Argon2-Passes: 1
Argon2-Parallelism: 1
Argon2-Salt: 368c86203664e8cbcf488ce38cc3e651
Private-Lines: 1
13QLu25eML7PKAjYd9WE/+Oymh7APYZ3C7vePVQlRZ7HMUMQO30Wl2LwQzWiRQOr
Private-MAC: ac95943db51acb4c4dcf5c04fd03c2959b6fa1b626930362b1bb3b8e855d1137
`,
	},
};

export const PUTTY_KEY_WITH_PATH = `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: none
Comment: C:\\new\\rsa
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIDEz0IifwLap2u327lIlmSVUeMwKkX63jtjTsq9t
HVzd
Private-Lines: 1
AAAAIMR0u0Dtdt3Al4Rnl5FPpdj588cSsWHnVhpS+h70kSY8
Private-MAC: 7de84b5bb044769d2787f5ec18ffae709e233c272ba42e51f81892b1ee5dd42a
`;
